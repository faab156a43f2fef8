"""Reads a page of delimited MetricFamily messages, knowing the numbers of the fields alone (prometheus/client_model)."""

import struct

TYPES = {0: "counter", 1: "gauge", 4: "histogram"}


def varint(data, place):
    number = shift = 0
    while True:
        byte = data[place]
        number |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return number, place


def fields(data):
    """Number and value of each field of a message; bytes for what has a length."""
    place = 0
    while place < len(data):
        key, place = varint(data, place)
        if key & 7 == 0:
            value, place = varint(data, place)
        elif key & 7 == 1:
            (value,) = struct.unpack_from("<d", data, place)
            place += 8
        elif key & 7 == 2:
            length, place = varint(data, place)
            value = data[place : place + length]
            if len(value) < length:
                raise ValueError("a field ends behind its message")
            place += length
        else:
            raise ValueError(f"wire type {key & 7}")
        yield key >> 3, value


def message(data):
    found = {}
    for number, value in fields(data):
        found.setdefault(number, []).append(value)
    return found


def one(fields_by_number, number, default=None):
    values = fields_by_number.get(number, [])
    if len(values) > 1:
        raise ValueError(f"field {number} comes {len(values)} times")
    return values[0] if values else default


def signed(number):
    return (number >> 1) ^ -(number & 1)


def packed(data):
    place = 0
    while place < len(data):
        number, place = varint(data, place)
        yield signed(number)


def labels(data_of_pairs):
    pairs = [message(pair) for pair in data_of_pairs]
    return {one(pair, 1).decode(): one(pair, 2).decode() for pair in pairs}


def buckets(histogram, spans, deltas):
    """Counts by the index of their bucket."""
    counts, index, count = {}, 0, 0
    differences = [delta for data in histogram.get(deltas, []) for delta in packed(data)]
    for span in map(message, histogram.get(spans, [])):
        index += signed(one(span, 1))
        for _ in range(one(span, 2)):
            count += differences.pop(0)
            counts[index] = count
            index += 1
    if differences:
        raise ValueError("more counts than buckets")
    return counts


def exemplar(data):
    found = message(data)
    return {"labels": labels(found[1]), "value": one(found, 2), "at": timestamp(one(found, 3))}


def timestamp(data):
    if data is None:
        return None
    found = message(data)
    return one(found, 1) + one(found, 2, 0) / 1e9


def families(page):
    """Each family as a dictionary, its series in their order."""
    place = 0
    while place < len(page):
        length, place = varint(page, place)
        if place + length > len(page):
            raise ValueError("a family ends behind the page")
        family = message(page[place : place + length])
        place += length
        yield {
            "name": one(family, 1).decode(),
            "help": one(family, 2).decode(),
            "type": TYPES[one(family, 3)],
            "unit": one(family, 5, b"").decode(),
            "series": [series(message(data)) for data in family[4]],
        }


def series(metric):
    found = {"labels": labels(metric.get(1, []))}
    (kind,) = metric.keys() & {2, 3, 7}
    value = message(one(metric, kind))
    if kind != 7:
        return {**found, "value": one(value, 1), "created": timestamp(one(value, 3))}
    classic = [message(data) for data in value[3]]
    return {
        **found,
        "count": one(value, 1),
        "sum": one(value, 2),
        "buckets": [(one(bucket, 2), one(bucket, 1)) for bucket in classic],
        "exemplars": [exemplar(one(bucket, 3)) if 3 in bucket else None for bucket in classic],
        "schema": signed(one(value, 5)),
        "zero_threshold": one(value, 6),
        "zero_count": one(value, 7),
        "negative": buckets(value, 9, 10),
        "positive": buckets(value, 12, 13),
        "has_spans": 9 in value or 12 in value,
        "created": timestamp(one(value, 15)),
        "native_exemplars": [exemplar(data) for data in value.get(16, [])],
    }
