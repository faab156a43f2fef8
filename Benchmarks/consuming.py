"""Events consumed per CPU-second of the consumer, each consumer from a full queue."""

import dataclasses
import math
import pathlib
import sys
import time
import urllib.request

from machine import CONSUMER_CORE, Process, free_port, on_disk, pinned
from prometheus_client.parser import text_string_to_metric_families

# The window begins when the consumer is warm and ends before the queue runs dry.
WARM_UP = 0.1
COOL_DOWN = 0.05
# Seconds without a single deletion after which a consumer counts as stuck.
PATIENCE = 30


@dataclasses.dataclass
class Consumer:
    name: str
    command: list
    environment: dict
    events: int

    @staticmethod
    def exporter(binary, ledger, events, loops=None):
        setting = {} if loops is None else {"SQS_RECEIVE_LOOPS_MAX": str(loops)}
        kind = ledger.partition(":")[0]
        name = f"sqs-exporter, {kind}, {'8 loops (default)' if loops is None else f'{loops} loop'}"
        environment = {
            "LISTEN_ADDRESS": "127.0.0.1:{port}",
            "SQS_QUEUE_NAME": "{queue}",
            "LEDGER_URL": ledger,
            "LOG_LEVEL": "error",
        }
        return Consumer(name, [binary, "serve"], environment | setting, events)

    @staticmethod
    def boto3(threads, events):
        script = pathlib.Path(__file__).with_name("boto3_consumer.py")
        command = [sys.executable, script, "--queue", "{queue}", "--port", "{port}", "--threads", str(threads)]
        return Consumer(f"boto3 + prometheus_client, {threads} thread{'s' * (threads > 1)}", command, {}, events)

    def process(self, queue, port, directory, environment):
        def filled(text):
            return str(text).replace("{queue}", queue).replace("{port}", str(port)).replace("{directory}", directory)

        own = {variable: filled(value) for variable, value in self.environment.items()}
        return Process([filled(word) for word in self.command], environment | own, core=CONSUMER_CORE)

    @property
    def command_line(self):
        settings = [f"{name}={value}" for name, value in self.environment.items()]
        return " ".join([*settings, *pinned(self.command, CONSUMER_CORE)])


@dataclasses.dataclass
class Figures:
    events_per_cpu_second: float
    events_per_second: float
    queue_messages_per_cpu_second: float
    peak_megabytes: float


@dataclasses.dataclass
class Moment:
    """What had been consumed, and what it had cost, at one moment."""

    depth: int
    consumer_seconds: float
    queue_seconds: float
    time: float

    @staticmethod
    def now(queue, name, consumer):
        depth = queue.depth(name)
        return Moment(depth, consumer.cpu_seconds, queue.process.cpu_seconds, time.monotonic())


def measure(consumer, queue, name):
    """Fills a queue of that name, lets the consumer empty it, and checks that it has counted exactly what was sent."""
    urls = queue.create(name)
    sent = queue.fill(name, consumer.events)
    total = sum(count for count, _ in sent.values())
    port = free_port()
    with (
        on_disk("benchmark-ledger-") as directory,
        consumer.process(name, port, directory, queue.environment) as process,
    ):
        start = wait(queue, name, process, until=total * (1 - WARM_UP))
        end = wait(queue, name, process, until=total * COOL_DOWN)
        wait(queue, name, process, until=0)
        verify(consumer, sent, counted(port))
        peak = process.peak_megabytes
    queue.delete(urls)
    consumed = start.depth - end.depth
    return Figures(
        consumed / (end.consumer_seconds - start.consumer_seconds),
        consumed / (end.time - start.time),
        consumed / (end.queue_seconds - start.queue_seconds),
        peak,
    )


def wait(queue, name, process, until):
    deepest, deadline = math.inf, 0
    while True:
        process.check()
        moment = Moment.now(queue, name, process)
        if moment.depth <= until:
            return moment
        if moment.depth < deepest:
            deepest, deadline = moment.depth, moment.time + PATIENCE
        if moment.time > deadline:
            raise SystemExit(f"nothing consumed for {PATIENCE} s at {moment.depth} messages: {process.command}")
        time.sleep(0.005)


def counted(port):
    """Count and sum by type, as the consumer exposes them."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as page:
        families = list(text_string_to_metric_families(page.read().decode()))
    samples = [sample for family in families for sample in family.samples]
    sums = {sample.labels["event_type"]: sample.value for sample in samples if sample.name == "event_value_sum"}
    return {
        sample.labels["event_type"]: (int(sample.value), sums[sample.labels["event_type"]])
        for sample in samples
        if sample.name == "events_total"
    }


def verify(consumer, sent, counted):
    right = sent.keys() == counted.keys() and all(
        sent[event_type][0] == counted[event_type][0]
        and math.isclose(sent[event_type][1], counted[event_type][1], rel_tol=1e-9, abs_tol=1e-6)
        for event_type in sent
    )
    if not right:
        raise SystemExit(f"{consumer.name} counted\n{counted}\nbut this was sent:\n{sent}")
