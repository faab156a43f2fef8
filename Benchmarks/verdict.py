"""How a figure is judged."""


def verdict(ratio, target, digits=1):
    return f"Target {'held' if ratio >= target else 'MISSED'}: {ratio:.{digits}f} of at least {target} times"
