"""Our figures beside the peers', measured in one run: interleaved rounds, medians.

Every figure of consuming is in CPU time of the consumer alone, so a busy machine shifts it little.
"""

import argparse
import json
import platform
import statistics
import subprocess

from consuming import Consumer, measure
from local_queue import LocalQueue
from redis_server import RedisServer
from starting import measure_start

# What we promise to keep: times boto3's events per CPU-second, times JSONDecoder's speed.
CONSUMING_TARGET = 20
DECODING_TARGET = 20
# What starting on a ledger of ten million remembered messages may take.
START_SECONDS = 3
START_MEGABYTES = 200
# What a durable ledger must keep of the memory ledger's rate.
LEDGER_TARGETS = {"sqlite": 0.75, "redis": 0.60}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--exporter", required=True, help="the release binary of sqs-exporter")
    parser.add_argument("--decoding", required=True, help="the release binary of DecodingBenchmark")
    parser.add_argument("--ledger", required=True, help="the release binary of LedgerBenchmark")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=300_000, help="events for each run of sqs-exporter")
    parser.add_argument("--remembered", type=int, default=10_000_000, help="messages in the ledger it starts on")
    parser.add_argument("--peer-events", type=int, default=20_000, help="events for each run of a peer")
    arguments = parser.parse_args()

    answers = []
    with RedisServer() as redis, LocalQueue(arguments.exporter) as queue:
        ledgers = ["memory:", "sqlite:{directory}/ledger.sqlite", redis.url]
        consumers = [
            *(Consumer.exporter(arguments.exporter, ledger, arguments.events) for ledger in ledgers),
            Consumer.exporter(arguments.exporter, "memory:", arguments.events, loops=1),
            Consumer.boto3(1, arguments.peer_events),
            Consumer.boto3(4, arguments.peer_events),
        ]
        runs = {consumer.name: [] for consumer in consumers}
        for turn in range(1, arguments.rounds + 1):
            answers.append(json.loads(subprocess.check_output([arguments.decoding])))
            for place, consumer in enumerate(consumers):
                figures = measure(consumer, queue, f"benchmark-{turn}-{place}")
                runs[consumer.name].append(figures)
                print(f"round {turn}: {consumer.name}: {figures.events_per_cpu_second:,.0f} events/CPU-s", flush=True)
        start = measure_start(arguments.exporter, arguments.ledger, queue, arguments.remembered)

    print(f"\n{processor()}, {platform.system()} {platform.release()}; medians of {arguments.rounds} rounds\n")
    report_consuming(consumers, runs)
    report_decoding(answers)
    report_start(start, arguments.remembered)
    print("Commands, with AWS_ENDPOINT_URL_SQS naming the queue's endpoint:")
    print(f"  {' '.join(queue.process.command)}")
    for consumer in consumers:
        print(f"  {consumer.command_line}")
    print(f"  {arguments.decoding}")


def report_consuming(consumers, runs):
    def median(name, figure):
        return statistics.median(getattr(run, figure) for run in runs[name])

    names = [consumer.name for consumer in consumers]
    best_peer = max(median(name, "events_per_cpu_second") for name in names if name.startswith("boto3"))
    print(f"{'Consuming':<42}{'events/CPU-s':>14}{'(least–most)':>20}{'× boto3':>9}{'events/s':>11}{'RSS MB':>8}")
    for name in names:
        rates = [run.events_per_cpu_second for run in runs[name]]
        rate = statistics.median(rates)
        spread = f"({min(rates):,.0f}–{max(rates):,.0f})"
        print(
            f"{name:<42}{rate:>14,.0f}{spread:>20}{rate / best_peer:>9.1f}"
            f"{median(name, 'events_per_second'):>11,.0f}{median(name, 'peak_megabytes'):>8.0f}"
        )
    queue = median(names[0], "queue_messages_per_cpu_second")
    ratio = median(names[0], "events_per_cpu_second") / best_peer
    print(f"\nLocalSQS hands out and deletes {queue:,.0f} messages per CPU-second of its own.")
    print(f"{verdict(ratio, CONSUMING_TARGET)} boto3's events per CPU-second.")
    for ledger, target in LEDGER_TARGETS.items():
        name = next(name for name in names if f", {ledger}," in name)
        share = median(name, "events_per_cpu_second") / median(names[0], "events_per_cpu_second")
        print(f"{verdict(share, target, digits=2)} the memory ledger's, with {ledger}.")
    print()


def report_decoding(answers):
    rows = {row: statistics.median(answer[row] for answer in answers) for row in answers[0]}
    reference = rows["JSONDecoder"]
    print(f"{'Decoding an answer of ten messages':<52}{'µs':>8}{'× JSONDecoder':>16}")
    for row, microseconds in rows.items():
        print(f"{row:<52}{microseconds:>8.2f}{reference / microseconds:>16.1f}")
    ratio = reference / rows["sqs-exporter"]
    print(f"\n{verdict(ratio, DECODING_TARGET)} JSONDecoder's speed.\n")


def report_start(start, remembered):
    print(f"Starting on a SQLite ledger of {remembered:,} remembered messages ({start.file_megabytes:,.0f} MB)")
    print(f"took {start.seconds:.2f} s until ready, and {start.megabytes:,.0f} MB of memory at most.")
    is_held = start.seconds < START_SECONDS and start.megabytes < START_MEGABYTES
    print(f"Target {'held' if is_held else 'MISSED'}: under {START_SECONDS} s and {START_MEGABYTES} MB.\n")


def verdict(ratio, target, digits=1):
    return f"Target {'held' if ratio >= target else 'MISSED'}: {ratio:.{digits}f} of at least {target} times"


def processor():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown CPU")


if __name__ == "__main__":
    main()
