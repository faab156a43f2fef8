"""The queue all consumers share: LocalSQS on a core of its own, and the messages put into it."""

import collections
import http.client
import json
import subprocess
import time

import boto3
from machine import CONSUMER_CORE, QUEUE_CORE, Process, free_port, pinned

# Twenty types: the shop's own, with its values, and thirteen more of value 1.
TYPES = [
    "page_view:55", "search:18", "add_to_cart:12", "checkout:6", "purchase:5", "signup:3", "refund:1",
    *(f"{name}:2" for name in (
        "login", "logout", "password_reset", "profile_update", "wishlist_add", "wishlist_remove", "review_submitted",
        "coupon_applied", "payment_failed", "shipment_created", "shipment_delivered", "newsletter_opened",
        "support_ticket_opened",
    )),
]  # fmt: skip


class LocalQueue:
    def __init__(self, exporter):
        self.exporter = exporter
        self.port = free_port()
        self.process = Process(
            [exporter, "local-queue", "--listen-address", f"127.0.0.1:{self.port}"], {}, core=QUEUE_CORE
        )
        self.environment = {
            "AWS_ENDPOINT_URL_SQS": f"http://127.0.0.1:{self.port}",
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "benchmark",
            "AWS_SECRET_ACCESS_KEY": "benchmark",
        }

    def __enter__(self):
        self.process.__enter__()
        self.health = http.client.HTTPConnection("127.0.0.1", self.port)
        self.client = boto3.client(
            "sqs",
            endpoint_url=self.environment["AWS_ENDPOINT_URL_SQS"],
            region_name="us-east-1",
            aws_access_key_id="benchmark",
            aws_secret_access_key="benchmark",
        )
        deadline = time.monotonic() + 10
        while True:
            try:
                self.health.connect()
                return self
            except ConnectionRefusedError:
                self.process.check()
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def __exit__(self, *error):
        self.health.close()
        self.process.__exit__(*error)

    def create(self, name):
        """Makes a queue and its dead-letter queue, and returns the URLs."""
        dead_letters = self.client.create_queue(QueueName=f"{name}-dlq")["QueueUrl"]
        arn = self.client.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=["QueueArn"])
        policy = {"deadLetterTargetArn": arn["Attributes"]["QueueArn"], "maxReceiveCount": "3"}
        queue = self.client.create_queue(
            QueueName=name, Attributes={"VisibilityTimeout": "300", "RedrivePolicy": json.dumps(policy)}
        )
        return [queue["QueueUrl"], dead_letters]

    def delete(self, urls):
        for url in urls:
            self.client.delete_queue(QueueUrl=url)

    def fill(self, name, count, senders=2, types=TYPES):
        """Sends so many events and returns what was sent: count and sum by type."""
        command = [self.exporter, "produce", "--rate", "0", "--sqs-queue-name", name]
        command = pinned([*command, "--count", count // senders, "--type", *types], CONSUMER_CORE)
        environment = self.environment | {"LOG_LEVEL": "error"}
        running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(senders)]
        sent = collections.defaultdict(lambda: [0, 0.0])
        for sender in running:
            report, _ = sender.communicate()
            if sender.returncode != 0:
                raise SystemExit(f"{' '.join(command)} ended with {sender.returncode}")
            for line in map(json.loads, report.splitlines()):
                sent[line["type"]][0] += line["count"]
                sent[line["type"]][1] += line["sum"]
        return {event_type: tuple(figures) for event_type, figures in sent.items()}

    def depth(self, name):
        """How many messages are not deleted yet; costs the queue's core a little and the consumer's nothing."""
        self.health.request("GET", "/health")
        counts = json.load(self.health.getresponse())["queues"][name]
        return counts["visible"] + counts["notVisible"]
