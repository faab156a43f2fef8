"""The consumer that users write: boto3 receives and deletes, prometheus_client counts and serves.

It does the exporter's job without its promises: receive up to 10 with a long poll, decode, count and add up and observe
by type, delete 10. One process, each thread with a client of its own, as boto3's documentation advises.
"""

import argparse
import json
import threading

import boto3
from botocore.config import Config
from prometheus_client import Counter, Gauge, Histogram, start_http_server

BUCKETS = [0, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]

events = Counter("events", "Events counted.", ["event_type"])
# A counter cannot fall, and values may be negative.
values = Gauge("events_value_sum", "Values of events added up.", ["event_type"])
distribution = Histogram("event_value", "Distribution of the values of events.", ["event_type"], buckets=BUCKETS)


def count(body):
    event = json.loads(body)
    event_type, value = event["type"], event["value"]
    events.labels(event_type).inc()
    values.labels(event_type).inc(value)
    distribution.labels(event_type).observe(value)


def consume(client, url):
    while True:
        answer = client.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=20, VisibilityTimeout=300
        )
        messages = answer.get("Messages", [])
        for message in messages:
            count(message["Body"])
        if messages:
            entries = [
                {"Id": str(place), "ReceiptHandle": message["ReceiptHandle"]} for place, message in enumerate(messages)
            ]
            failed = client.delete_message_batch(QueueUrl=url, Entries=entries).get("Failed")
            if failed:
                raise SystemExit(f"not deleted: {failed}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queue", required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--port", type=int, required=True, help="where /metrics is served on 127.0.0.1")
    arguments = parser.parse_args()

    start_http_server(arguments.port, addr="127.0.0.1")
    clients = [
        boto3.session.Session().client("sqs", config=Config(read_timeout=30)) for _ in range(arguments.threads)
    ]
    url = clients[0].get_queue_url(QueueName=arguments.queue)["QueueUrl"]
    threads = [threading.Thread(target=consume, args=(client, url)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
