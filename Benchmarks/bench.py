"""Our figures beside the peers', measured in one run: interleaved rounds, medians.

Every figure of consuming is in CPU time of the consumer alone, so a busy machine shifts it little.
"""

import argparse
import dataclasses
import platform
import statistics

from consuming import Consumer, measure
from crowding import measure_crowding, report_crowding
from exposing import exposing_commands, measure_exposing, report_exposing
from idling import SCRAPES, measure_idling
from local_queue import LocalQueue
from machine import figures_of
from redis_server import RedisServer
from starting import measure_start
from verdict import verdict

# What we promise to keep: times boto3's events per CPU-second, times JSONDecoder's speed.
CONSUMING_TARGET = 20
DECODING_TARGET = 20
# What starting on a ledger of ten million remembered messages may take.
START_SECONDS = 3
START_MEGABYTES = 200
# What idling on one long poll may cost: a share of a core, and what is resident; and how soon a scrape is answered.
IDLE_SHARE = 0.002
IDLE_MEGABYTES = 30
FIRST_SCRAPE_SECONDS = 0.3
# What LocalSQS must hand out and delete in a second of its core, however deep the queue.
QUEUE_TARGET = 75_000
# What a durable ledger must keep of the memory ledger's rate.
LEDGER_TARGETS = {"sqlite": 0.75, "redis": 0.60}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--exporter", required=True, help="the release binary of sqs-exporter")
    parser.add_argument("--decoding", required=True, help="the release binary of DecodingBenchmark")
    parser.add_argument("--ledger", required=True, help="the release binary of LedgerBenchmark")
    parser.add_argument("--exposition", required=True, help="the release binary of ExpositionBenchmark")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=300_000, help="events for each run of sqs-exporter")
    parser.add_argument("--remembered", type=int, default=10_000_000, help="messages in the ledger it starts on")
    parser.add_argument("--deep-events", type=int, default=1_000_000, help="events of the deepest queue")
    parser.add_argument("--idle-seconds", type=float, default=20, help="how long idling is watched")
    parser.add_argument("--peer-events", type=int, default=20_000, help="events for each run of a peer")
    arguments = parser.parse_args()

    answers, exposed = [], []
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
            answers.append(figures_of([arguments.decoding]))
            exposed.append(measure_exposing(arguments.exposition))
            for place, consumer in enumerate(consumers):
                figures = measure(consumer, queue, f"benchmark-{turn}-{place}")
                runs[consumer.name].append(figures)
                print(f"round {turn}: {consumer.name}: {figures.events_per_cpu_second:,.0f} events/CPU-s", flush=True)
        deep = measure(dataclasses.replace(consumers[0], events=arguments.deep_events), queue, "benchmark-deep")
        idle = measure_idling(arguments.exporter, queue, arguments.idle_seconds)
        crowd = measure_crowding(arguments.exporter, queue)
        start = measure_start(arguments.exporter, arguments.ledger, queue, arguments.remembered)

    print(f"\n{processor()}, {platform.system()} {platform.release()}; medians of {arguments.rounds} rounds\n")
    report_consuming(consumers, runs)
    depths = [(arguments.events, runs[consumers[0].name]), (arguments.deep_events, [deep])]
    report_queue([(depth, median(figures, "queue_messages_per_cpu_second")) for depth, figures in depths])
    report_decoding(answers)
    report_exposing(exposed)
    report_idle(idle)
    report_crowding(crowd)
    report_start(start, arguments.remembered)
    print("Commands, with AWS_ENDPOINT_URL_SQS naming the queue's endpoint:")
    print(f"  {' '.join(queue.process.command)}")
    for consumer in consumers:
        print(f"  {consumer.command_line}")
    for command in ([arguments.decoding], *exposing_commands(arguments.exposition)):
        print(f"  {' '.join(map(str, command))}")


def median(figures, name):
    return statistics.median(getattr(run, name) for run in figures)


def report_consuming(consumers, runs):
    names = [consumer.name for consumer in consumers]
    best_peer = max(median(runs[name], "events_per_cpu_second") for name in names if name.startswith("boto3"))
    print(f"{'Consuming':<42}{'events/CPU-s':>14}{'(least–most)':>20}{'× boto3':>9}{'events/s':>11}{'RSS MB':>8}")
    for name in names:
        rates = [run.events_per_cpu_second for run in runs[name]]
        rate = statistics.median(rates)
        spread = f"({min(rates):,.0f}–{max(rates):,.0f})"
        print(
            f"{name:<42}{rate:>14,.0f}{spread:>20}{rate / best_peer:>9.1f}"
            f"{median(runs[name], 'events_per_second'):>11,.0f}{median(runs[name], 'peak_megabytes'):>8.0f}"
        )
    memory_rate = median(runs[names[0]], "events_per_cpu_second")
    print(f"\n{verdict(memory_rate / best_peer, CONSUMING_TARGET)} boto3's events per CPU-second.")
    for ledger, target in LEDGER_TARGETS.items():
        name = next(name for name in names if f", {ledger}," in name)
        share = median(runs[name], "events_per_cpu_second") / memory_rate
        print(f"{verdict(share, target, digits=2)} the memory ledger's, with {ledger}.")
    print()


def report_queue(rates):
    for depth, rate in rates:
        print(f"LocalSQS, {depth:,} messages deep, hands out and deletes {rate:,.0f} per CPU-second of its own.")
    is_held = all(rate >= QUEUE_TARGET for _, rate in rates)
    print(f"Target {'held' if is_held else 'MISSED'}: at least {QUEUE_TARGET:,} at every depth.\n")


def report_idle(idle):
    print(f"Idling takes {idle.share_of_a_core:.2%} of a core and {idle.megabytes:.1f} MB,")
    print(f"{idle.megabytes_after_scrapes:.1f} MB after {SCRAPES} scrapes; a first one is answered after", end=" ")
    print(f"{idle.first_scrape_seconds * 1000:.0f} ms.")
    is_held = (
        idle.share_of_a_core < IDLE_SHARE
        and max(idle.megabytes, idle.megabytes_after_scrapes) < IDLE_MEGABYTES
        and idle.first_scrape_seconds < FIRST_SCRAPE_SECONDS
    )
    limits = f"{IDLE_SHARE:.1%} of a core, {IDLE_MEGABYTES} MB, {FIRST_SCRAPE_SECONDS * 1000:.0f} ms"
    print(f"Target {'held' if is_held else 'MISSED'}: under {limits}.\n")


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


def processor():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown CPU")


if __name__ == "__main__":
    main()
