"""What the comparisons of pages have in common: numbers as bits, series in one order, and words for what differs."""

import math
import struct

CREATED = 1795212000


def number(bits):
    return struct.unpack(">d", struct.pack(">Q", int(bits)))[0]


def same(left, right):
    left, right = float(left), float(right)
    return struct.pack(">d", left) == struct.pack(">d", right) or math.isnan(left) and math.isnan(right)


def in_order(items, labels_of):
    """By the labels but for `le`; a page has its series in an order of its own."""
    return sorted(items, key=lambda item: sorted((k, v) for k, v in labels_of(item).items() if k != "le"))


def compare(name, pairs):
    for what, want, have in pairs:
        if want != have:
            yield f"{name}: {what} {have!r} instead of {want!r}"
