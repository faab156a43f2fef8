"""Whether events are consumed at their rate while a crowd scrapes large pages.

The exporter has a core for itself, as in the other benchmarks; so what the crowd costs it is what it does for it. The
crowd is a hundred clients that send a byte a second, and forty scrapers that ask again at once. It stands for other
machines, so it takes what processor time the queue leaves over on the other core: by SCHED_IDLE, for a thread of nice
19 still keeps one that is woken waiting until its own slice is over. (Two busy loops of nice 19 cost exporter and queue
three quarters of their rate, two of SCHED_IDLE nothing.)
"""

import dataclasses
import json
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

from machine import CONSUMER_CORE, QUEUE_CORE, Process, free_port, on_disk, pinned

EVENTS = 1_200_000
# Each has some two dozen series.
TYPES = 5000
SLOW_CLIENTS = 100
SCRAPERS = 40
SECONDS = 8
# What of its rate alone the exporter must keep.
TARGET = 0.8
# Whole pages a second, for a crowd that got fewer would be none.
PAGES_PER_SECOND = SCRAPERS / 4
# Beside what it takes alone.
MEGABYTES = 100


@dataclasses.dataclass
class Crowd:
    series: int
    rate_alone: float
    rate: float
    megabytes_alone: float
    megabytes: float
    # What the crowd says, see Tests/Peers/scrape_load.py.
    report: dict


def measure_crowding(exporter, queue):
    """Lets an exporter empty a deep queue, first alone, then beside a crowd."""
    name = "benchmark-crowd"
    urls = queue.create(name)
    queue.fill(name, EVENTS, types=[f"type_{number}:1" for number in range(TYPES)])
    port = free_port()
    with on_disk("benchmark-crowd-") as directory:
        environment = queue.environment | {
            "LISTEN_ADDRESS": f"127.0.0.1:{port}",
            "SQS_QUEUE_NAME": name,
            "LEDGER_URL": f"sqlite:{directory}/ledger.sqlite",
            "MAX_EVENT_TYPES": str(TYPES),
            "LOG_LEVEL": "error",
        }
        with Process([exporter, "serve"], environment, core=CONSUMER_CORE) as process:
            # All types have been seen by then.
            while queue.depth(name) > EVENTS * 0.9:
                process.check()
                time.sleep(0.01)
            crowd = measure_beside(process, port, queue, name)
    queue.delete(urls)
    return crowd


def measure_beside(process, port, queue, name):
    series = count_series(port)
    rate_alone = consumed_per_second(queue, name, SECONDS / 2)
    megabytes_alone = process.resident_megabytes
    script = pathlib.Path(__file__).parents[1] / "Tests/Peers/scrape_load.py"
    command = [script, f"http://127.0.0.1:{port}", SECONDS + 2, SLOW_CLIENTS, SCRAPERS]
    command = pinned(["chrt", "--idle", "0", sys.executable, *command], QUEUE_CORE)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as crowd:
        try:
            # The one that asks is in flight itself.
            while scrapes_in_flight(port) < 2:
                process.check()
                if crowd.poll() is not None:
                    raise SystemExit(f"the crowd ended at once: {crowd.returncode}")
                time.sleep(0.05)
            rate = consumed_per_second(queue, name, SECONDS)
            megabytes = process.resident_megabytes
            if crowd.poll() is not None:
                raise SystemExit("the crowd left before its rate was measured")
            report = json.loads(crowd.communicate()[0])
        finally:
            crowd.kill()
    return Crowd(series, rate_alone, rate, megabytes_alone, megabytes, report)


def consumed_per_second(queue, name, seconds):
    depth, begin = queue.depth(name), time.monotonic()
    time.sleep(seconds)
    left, end = queue.depth(name), time.monotonic()
    if left == 0:
        raise SystemExit("The queue ran dry while the crowd was measured, so that its rate is no rate: raise EVENTS.")
    return (depth - left) / (end - begin)


def count_series(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as page:
        return sum(not line.startswith(b"#") for line in page)


def scrapes_in_flight(port):
    """By a page of one family, which counts itself; none where it was refused a place."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics?name[]=sqs_exporter_scrapes_in_flight") as page:
            lines = [line for line in page.read().decode().splitlines() if not line.startswith("#")]
            return float(lines[0].split()[-1])
    except urllib.error.HTTPError:
        return SCRAPERS


def report_crowding(crowd):
    share = crowd.rate / crowd.rate_alone
    report = crowd.report
    pages_per_second = report["pages"] / report["seconds"]
    print(
        f"Beside {report['slow']} clients of a byte a second and {SCRAPERS} scrapers of {crowd.series:,} series\n"
        f"{crowd.rate:,.0f} events a second are consumed, alone {crowd.rate_alone:,.0f}: {share:.0%}. "
        f"Memory is {crowd.megabytes:.0f} MB, alone {crowd.megabytes_alone:.0f}.\n"
        f"{report['waiting']:.0f} scrapers wait at a time; {pages_per_second:.0f} pages a second are whole, "
        f"{report['pages']} in all, {len(report['broken'])} are not, {report['refused']} scrapes are refused;\n"
        f"/-/healthy takes {report['slowest'] * 1000:.0f} ms at most."
    )
    is_served = report["slow"] == SLOW_CLIENTS and pages_per_second >= PAGES_PER_SECOND and not report["broken"]
    is_bounded = crowd.megabytes < crowd.megabytes_alone + MEGABYTES
    is_held = share >= TARGET and is_served and is_bounded and report["healthy"] > 0
    print(
        f"Target {'held' if is_held else 'MISSED'}: at least {TARGET:.0%} of the rate, every client is served, "
        f"with {MEGABYTES} MB more at most.\n"
    )
