"""How long prometheus_client takes to render what ExpositionBenchmark renders; one process, its own CPU time.

Compressed at the level that its server uses, 9; ours uses 1.
"""

import gzip
import json
import sys
import time

import prometheus_client
from prometheus_client import openmetrics


def best(body, times=5):
    durations = []
    for _ in range(times):
        begin = time.process_time()
        body()
        durations.append(time.process_time() - begin)
    return min(durations) * 1000


def main():
    series = int(sys.argv[1])
    registry = prometheus_client.CollectorRegistry()
    family = prometheus_client.Counter("events", "Events counted.", ["queue", "event_type"], registry=registry)
    prometheus_client.disable_created_metrics()
    for number in range(series):
        family.labels("orders", f"event_type_{number}").inc(number * 7)
    text = lambda: prometheus_client.generate_latest(registry)
    figures = {
        "text_ms": best(text),
        "openmetrics_ms": best(lambda: openmetrics.exposition.generate_latest(registry)),
        "gzip_ms": best(lambda: gzip.compress(text())),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
