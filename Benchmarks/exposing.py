"""How fast pages of many series are made, beside prometheus_client, and what a series and counting cost."""

import pathlib
import statistics
import sys

from machine import figures_of
from verdict import verdict

# How many times faster than prometheus_client a page of so many series has to be, and compressed; what a series may
# take, and counting, in nanoseconds: with the counter at hand, and found by its labels.
SERIES = 100_000
PLAIN_TARGET = 150
GZIP_TARGET = 20
SERIES_BYTES = 200
HELD_NANOSECONDS = 8
FOUND_NANOSECONDS = 60


def measure_exposing(benchmark):
    """The figures of ours and of the peer, one after the other."""
    return [figures_of(command) for command in exposing_commands(benchmark)]


def exposing_commands(benchmark):
    peer = [sys.executable, pathlib.Path(__file__).with_name("prometheus_client_page.py")]
    return [[*command, SERIES] for command in ([benchmark], peer)]


def report_exposing(exposed):
    ours, peers = (
        {row: statistics.median(figures[side][row] for figures in exposed) for row in exposed[0][side]}
        for side in (0, 1)
    )
    print(f"{f'A page of {SERIES:,} counters':<42}{'ms':>10}{'prometheus_client':>20}{'times':>9}")
    for row in ("text_ms", "openmetrics_ms", "gzip_ms"):
        print(f"{row.removesuffix('_ms'):<42}{ours[row]:>10.2f}{peers[row]:>20.0f}{peers[row] / ours[row]:>9.0f}")
    print(f"{'protobuf':<42}{ours['protobuf_ms']:>10.2f}\n")
    plain = min(peers[row] / ours[row] for row in ("text_ms", "openmetrics_ms"))
    print(f"{verdict(plain, PLAIN_TARGET, digits=0)} prometheus_client's speed, in text and OpenMetrics.")
    print(f"{verdict(peers['gzip_ms'] / ours['gzip_ms'], GZIP_TARGET, digits=0)} its speed, compressed.")
    for what, figure, unit, limit in (
        ("A series takes", ours["bytes_per_series"], "bytes", SERIES_BYTES),
        ("Counting with the counter at hand takes", ours["held_ns"], "ns", HELD_NANOSECONDS),
        ("Counting by labels takes", ours["looked_up_ns"], "ns", FOUND_NANOSECONDS),
    ):
        print(f"Target {'held' if figure < limit else 'MISSED'}: {what} {figure:.1f} {unit}, under {limit}.")
    print(f"The machine's floor: a bare atomic addition takes {ours['atomic_ns']:.1f} ns.\n")
