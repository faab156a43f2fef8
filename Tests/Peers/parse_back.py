"""Reads pages from standard input with parsers that are not ours and compares them with what should be on them.

Input: groups of four frames, each four bytes of length and that many bytes: JSON (Expected.swift), and a page in the
text format 0.0.4, in OpenMetrics 1.0.0 and in protocol buffers. Every difference is reported; the exit status is 1 if
there was one.
"""

import decimal
import json
import math
import struct
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics_families
from prometheus_client.parser import text_string_to_metric_families

from comparing import CREATED, compare, in_order, number, same
from protobuf_differences import protobuf_differences


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


def expected_samples(family, open_metrics):
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
        total = number(histogram["sum"])
        # OpenMetrics wants a sum to be a counter, which never falls.
        has_negative = any(number(value) < -(2.0**-128) for value in histogram["values"])
        if open_metrics and (has_negative or not (total >= 0 and number(histogram["bounds"][0]) >= 0)):
            continue
        yield name + "_sum", labels, total
        yield name + "_count", labels, histogram["count"]


def text_differences(expected, page, open_metrics):
    parse = open_metrics_families if open_metrics else text_string_to_metric_families
    found = list(parse(page))
    if len(found) != len(expected["families"]):
        yield f"{len(found)} families instead of {len(expected['families'])}"
        return
    families = sorted(expected["families"], key=lambda family: family["name"])
    for family, metric in zip(families, found, strict=True):
        # The parser drops the ending of a counter's name, but not of its samples.
        name = family["name"].removesuffix("_total") if family["type"] == "counter" else family["name"]
        yield from compare(
            name,
            [
                ("name", name, metric.name),
                ("type", family["type"], metric.type),
                ("help", family["help"], metric.documentation),
                ("unit", family.get("unit", "") if open_metrics else "", metric.unit),
            ],
        )
        created = [sample for sample in metric.samples if sample.name == name + "_created"]
        if any(sample.value != CREATED for sample in created) or (created and not open_metrics):
            yield f"{name}: created {created}"
        have = [sample for sample in metric.samples if sample.name != name + "_created"]
        samples = list(expected_samples(family, open_metrics))
        if len(samples) != len(have):
            yield f"{name}: {len(have)} samples instead of {len(samples)}"
            continue
        samples = in_order(samples, lambda sample: sample[1])
        have = in_order(have, lambda sample: sample.labels)
        for (sample, labels, value), found_sample in zip(samples, have, strict=True):
            if (sample, labels) != (found_sample.name, found_sample.labels) or not same(value, found_sample.value):
                yield f"{name}: {found_sample} instead of {(sample, labels, value)!r}"
        if open_metrics:
            yield from exemplar_differences(family, have)


def exemplar_differences(family, samples):
    """The parser has checked that each lies in its bucket and is short enough."""
    histograms = {
        tuple(sorted(series["labels"].items())): series["histogram"]
        for series in family["series"]
        if "histogram" in series
    }
    last = {}
    for sample in samples:
        labels = tuple(sorted((name, value) for name, value in sample.labels.items() if name != "le"))
        if not sample.name.endswith("_bucket"):
            continue
        grew, last[labels] = sample.value > last.get(labels, 0), sample.value
        origin = histograms[labels]["origin"]
        is_allowed = all(
            value and len(name) + len(value) <= 128 and all("!" <= letter <= "~" and letter not in '"\\{}' for letter in value)
            for name, value in origin.items()
        )
        if sample.exemplar and sample.exemplar.labels != origin:
            yield f"{sample}: not of {origin}"
        is_shown = grew and is_allowed and not (sample.labels["le"] == "+Inf" and begins_with_nan(histograms[labels]))
        if bool(sample.exemplar) != is_shown:
            yield f"{sample}: an exemplar too many or too few"


def begins_with_nan(histogram):
    """A bucket keeps the first of what it counts within a second; in the last one that may be NaN, which is not shown."""
    last_bound = number(histogram["bounds"][-1])
    return math.isnan(next(value for value in map(number, histogram["values"]) if not value <= last_bound))


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
        expected = json.loads(expected)
        text, open_metrics, protobuf = (next(stream) for _ in range(3))
        for format_name, differences in (
            ("text", lambda: text_differences(expected, text.decode(), False)),
            ("OpenMetrics", lambda: text_differences(expected, open_metrics.decode(), True)),
            ("protobuf", lambda: protobuf_differences(expected, protobuf)),
        ):
            try:
                problems += [f"page {pages}, {format_name}: {difference}" for difference in differences()]
            except ValueError as error:
                problems.append(f"page {pages}, {format_name}: {error}")
        pages += 1
    if problems:
        print(*problems[:20], f"{len(problems)} differences on {pages} pages", sep="\n")
        return 1
    print(f"{pages} pages agree in each format")
    return 0


sys.exit(main())
