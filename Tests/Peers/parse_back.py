"""Reads pages from standard input with prometheus_client and compares them with what should be on them.

Input: pairs of frames, each four bytes of length and that many bytes; the first is JSON (Expected.swift), the second
the page. Every difference is reported; the exit status is 1 if there was one.
"""

import decimal
import json
import math
import struct
import sys

from prometheus_client.parser import text_string_to_metric_families


def number(bits):
    return struct.unpack(">d", struct.pack(">Q", int(bits)))[0]


def same(left, right):
    left, right = float(left), float(right)
    return struct.pack(">d", left) == struct.pack(">d", right) or math.isnan(left) and math.isnan(right)


def bound_text(bound):
    """Go's %g of the shortest digits, with ".0" where there is neither a point nor an exponent."""
    if bound == 0:
        return "-0.0" if math.copysign(1, bound) < 0 else "0.0"
    sign, digits, exponent = decimal.Decimal(repr(bound)).normalize().as_tuple()
    digits = "".join(map(str, digits))
    power = len(digits) - 1 + exponent
    minus = "-" if sign else ""
    if power < -4 or power >= 6:
        return f"{minus}{digits[0]}{'.' + digits[1:] if digits[1:] else ''}e{'-' if power < 0 else '+'}{abs(power):02}"
    if power < 0:
        return f"{minus}0.{'0' * (-power - 1)}{digits}"
    digits = digits.ljust(power + 1, "0")
    return f"{minus}{digits[:power + 1]}.{digits[power + 1:] or '0'}"


def expected_samples(family):
    """Name, labels and value of every sample, in the order of the page."""
    name = family["name"]
    for series in family["series"]:
        labels = series["labels"]
        if "value" in series:
            yield name, labels, number(series["value"])
            continue
        histogram = series["histogram"]
        bounds = [bound_text(number(bound)) for bound in histogram["bounds"]] + ["+Inf"]
        for bound, count in zip(bounds, histogram["cumulativeCounts"] + [histogram["count"]], strict=True):
            yield name + "_bucket", {**labels, "le": bound}, count
        yield name + "_sum", labels, number(histogram["sum"])
        yield name + "_count", labels, histogram["count"]


def differences(expected, page):
    found = list(text_string_to_metric_families(page))
    if len(found) != len(expected["families"]):
        yield f"{len(found)} families instead of {len(expected['families'])}"
        return
    for family, metric in zip(sorted(expected["families"], key=lambda family: family["name"]), found):
        # The parser drops the ending of a counter's name, but not of its samples.
        name = family["name"].removesuffix("_total") if family["type"] == "counter" else family["name"]
        for what, want, have in (
            ("name", name, metric.name),
            ("type", family["type"], metric.type),
            ("help", family["help"], metric.documentation),
        ):
            if want != have:
                yield f"{name}: {what} {have!r} instead of {want!r}"
        samples = list(expected_samples(family))
        if len(samples) != len(metric.samples):
            yield f"{name}: {len(metric.samples)} samples instead of {len(samples)}"
            continue
        for (sample, labels, value), have in zip(samples, metric.samples):
            if (sample, labels) != (have.name, have.labels) or not same(value, have.value):
                yield f"{name}: {have} instead of {(sample, labels, value)!r}"


def unproved_quirks():
    """RandomRegistry.swift puts no blanks around HELP because the parser loses them; says when it no longer does."""
    for blank in (chr(code) for code in range(0x110000) if chr(code).isspace() and chr(code) != "\n"):
        front = blank if blank in " \t\v\f\r" else ""
        (metric,) = text_string_to_metric_families(f"# HELP x {front}a{blank}b{blank}\n# TYPE x gauge\nx 1\n")
        if metric.documentation != f"a{blank}b":
            yield f"the parser no longer loses {blank!r}: {metric.documentation!r}"


def frames(stream):
    while header := stream.read(4):
        (length,) = struct.unpack(">I", header)
        yield stream.read(length)


def main():
    problems = list(unproved_quirks())
    stream = frames(sys.stdin.buffer)
    pages = 0
    for expected in stream:
        page = next(stream).decode()
        try:
            problems += [f"page {pages}: {difference}" for difference in differences(json.loads(expected), page)]
        except ValueError as error:
            problems.append(f"page {pages}: {error}")
        pages += 1
    if problems:
        print(*problems[:20], f"{len(problems)} differences on {pages} pages", sep="\n")
        return 1
    print(f"{pages} pages agree")
    return 0


sys.exit(main())
