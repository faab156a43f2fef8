"""What is on a page in protocol buffers and should not be, or the other way about."""

import math
import sys

import protobuf_page
from comparing import CREATED, compare, in_order, number, same


def native_bucket(value, schema):
    """By exact powers: the bounds of Prometheus's table are rounded, so a value on one may go either way."""
    if math.isinf(value):
        return native_bucket(sys.float_info.max, schema) + 1
    return math.ceil(math.log2(value) * 2.0**schema - 1e-9)


def native_differences(name, histogram, have):
    counts = {"positive": {}, "negative": {}}
    zeros = 0
    for value in map(number, histogram["values"]):
        if math.isnan(value):
            continue
        if abs(value) <= have["zero_threshold"]:
            zeros += 1
            continue
        side = counts["positive" if value > 0 else "negative"]
        bucket = native_bucket(abs(value), have["schema"])
        side[bucket] = side.get(bucket, 0) + 1
    yield from compare(
        name,
        [
            ("zero threshold", 2.0**-128, have["zero_threshold"]),
            ("zeros", zeros, have["zero_count"]),
            ("positive buckets", counts["positive"], {k: v for k, v in have["positive"].items() if v}),
            ("negative buckets", counts["negative"], {k: v for k, v in have["negative"].items() if v}),
            ("span", True, have["has_spans"]),
        ],
    )


def protobuf_differences(expected, page):
    families = sorted(expected["families"], key=lambda family: family["name"])
    found = list(protobuf_page.families(page))
    if [family["name"] for family in found] != [family["name"] for family in families]:
        yield f"{[family['name'] for family in found]} instead of {[family['name'] for family in families]}"
        return
    for family, have in zip(families, found, strict=True):
        name = family["name"]
        pairs = [(what, family.get(what, ""), have[what]) for what in ("type", "help", "unit")]
        pairs.append(("number of series", len(family["series"]), len(have["series"])))
        yield from compare(name, pairs)
        wanted = in_order(family["series"], lambda series: series["labels"])
        for series, found_series in zip(wanted, in_order(have["series"], lambda series: series["labels"]), strict=True):
            yield from compare(name, [("labels", series["labels"], found_series["labels"])])
            if family["type"] != "gauge" and found_series["created"] != CREATED:
                yield f"{name}: created {found_series['created']}"
            if "value" in series:
                if not same(number(series["value"]), found_series["value"]):
                    yield f"{name}: {found_series['value']} instead of {number(series['value'])}"
                continue
            histogram = series["histogram"]
            bounds = [number(bound) for bound in histogram["bounds"]] + [math.inf]
            cumulative = histogram["cumulativeCounts"] + [histogram["count"]]
            yield from compare(
                name,
                [
                    ("buckets", list(zip(bounds, cumulative)), found_series["buckets"]),
                    ("count", histogram["count"], found_series["count"]),
                    ("exemplars", [e for e in found_series["exemplars"] if e], found_series["native_exemplars"]),
                    ("origins", [], [e for e in found_series["native_exemplars"] if e["labels"] != histogram["origin"]]),
                ],
            )
            if not same(number(histogram["sum"]), found_series["sum"]):
                yield f"{name}: sum {found_series['sum']} instead of {number(histogram['sum'])}"
            yield from native_differences(name, histogram, found_series)
