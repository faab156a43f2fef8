"""How long the exporter takes to start on a ledger that remembers many messages, and what memory that takes."""

import dataclasses
import pathlib
import subprocess
import time
import urllib.error
import urllib.request

from machine import CONSUMER_CORE, Process, free_port, on_disk, pinned


@dataclasses.dataclass
class Start:
    seconds: float
    megabytes: float
    file_megabytes: float


def measure_start(exporter, filler, queue, messages):
    """Fills a ledger, starts an exporter on it, and waits until it is ready to consume."""
    name = "benchmark-start"
    urls = queue.create(name)
    with on_disk("benchmark-start-") as directory:
        path = pathlib.Path(directory, "ledger.sqlite")
        subprocess.run(pinned([filler, path, name, messages], CONSUMER_CORE), check=True)
        file_megabytes = path.stat().st_size / 1e6
        port = free_port()
        environment = queue.environment | {
            "LISTEN_ADDRESS": f"127.0.0.1:{port}",
            "SQS_QUEUE_NAME": name,
            "LEDGER_URL": f"sqlite:{path}",
            "DEDUPLICATION_WINDOW_SECONDS": "86400",
            "LOG_LEVEL": "error",
        }
        begin = time.monotonic()
        with Process([exporter, "serve"], environment, core=CONSUMER_CORE) as process:
            while not is_ready(port):
                process.check()
                if time.monotonic() - begin > 60:
                    raise SystemExit(f"not ready after a minute on a ledger of {messages:,} messages")
                time.sleep(0.01)
            start = Start(time.monotonic() - begin, process.peak_megabytes, file_megabytes)
            known = remembered(port)
            if known < messages:
                raise SystemExit(f"the exporter remembers {known:,} of {messages:,} messages")
    queue.delete(urls)
    return start


def remembered(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as page:
        lines = page.read().decode().splitlines()
    return int(float(next(line for line in lines if line.startswith("sqs_ledger_remembered_messages ")).split()[1]))


def is_ready(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready") as answer:
            return answer.status == 200
    except (ConnectionError, urllib.error.URLError):
        return False
