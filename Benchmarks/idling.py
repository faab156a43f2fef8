"""What the exporter costs while nothing happens, and how soon after its start it answers a scrape."""

import dataclasses
import time
import urllib.error
import urllib.request

from machine import CONSUMER_CORE, Process, free_port, on_disk

SCRAPES = 20


@dataclasses.dataclass
class Idle:
    first_scrape_seconds: float
    share_of_a_core: float
    megabytes: float
    megabytes_after_scrapes: float


def measure_idling(exporter, queue, seconds):
    """Starts an exporter with a SQLite ledger on an empty queue and watches it do nothing."""
    urls = queue.create("benchmark-idle")
    with on_disk("benchmark-idle-") as directory:
        port = free_port()
        environment = queue.environment | {
            "LISTEN_ADDRESS": f"127.0.0.1:{port}",
            "SQS_QUEUE_NAME": "benchmark-idle",
            "LEDGER_URL": f"sqlite:{directory}/ledger.sqlite",
            "LOG_LEVEL": "error",
        }
        begin = time.monotonic()
        with Process([exporter, "serve"], environment, core=CONSUMER_CORE) as process:
            while not is_scraped(port):
                process.check()
                if time.monotonic() - begin > 10:
                    raise SystemExit("no scrape answered within ten seconds")
                time.sleep(0.001)
            first = time.monotonic() - begin
            # Starting is over when the queue has been found and the long poll is under way.
            time.sleep(2)
            spent = process.cpu_seconds
            time.sleep(seconds)
            share = (process.cpu_seconds - spent) / seconds
            megabytes = process.resident_megabytes
            for _ in range(SCRAPES):
                is_scraped(port)
            idle = Idle(first, share, megabytes, process.resident_megabytes)
    queue.delete(urls)
    return idle


def is_scraped(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as page:
            return page.status == 200 and bool(page.read())
    except (ConnectionError, urllib.error.URLError):
        return False
