"""SQS as the AWS SDK for Python sees it; the tests hold the exporter against this.

    sqs.py create QUEUE RECEIVES    makes QUEUE and QUEUE-dlq with the redrive policy between them
    sqs.py send QUEUE               sends the JSON array of bodies on standard input; prints their ids
    sqs.py drain QUEUE              receives and deletes everything; prints bodies and message attributes
    sqs.py attributes QUEUE         prints all attributes

The SDK takes endpoint, region and keys from its own environment variables. What is printed is JSON.
"""

import json
import sys
import time

import boto3

# An emulator whose receives slow down with its backlog stays fast below this.
WAITING_MAX = 60


def create(sqs, queue, receives):
    dead_letter = sqs.create_queue(QueueName=f"{queue}-dlq")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead_letter, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = {"deadLetterTargetArn": arn, "maxReceiveCount": int(receives)}
    sqs.create_queue(QueueName=queue, Attributes={"RedrivePolicy": json.dumps(policy)})
    return arn


def send(sqs, queue):
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    bodies = json.load(sys.stdin)
    ids = []
    for start in range(0, len(bodies), 10):
        while waiting(sqs, url) > WAITING_MAX:
            time.sleep(0.02)
        entries = [{"Id": str(index), "MessageBody": body} for index, body in enumerate(bodies[start : start + 10])]
        answer = sqs.send_message_batch(QueueUrl=url, Entries=entries)
        assert not answer.get("Failed"), answer["Failed"]
        ids += [sent["MessageId"] for sent in sorted(answer["Successful"], key=lambda sent: int(sent["Id"]))]
    return ids


def waiting(sqs, url):
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return sum(int(number) for number in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"].values())


def drain(sqs, queue):
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    found = []
    while True:
        answer = sqs.receive_message(
            QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=0, MessageAttributeNames=["All"]
        )
        messages = answer.get("Messages", [])
        if not messages:
            return found
        for message in messages:
            attributes = message.get("MessageAttributes", {})
            found.append(
                {
                    "body": message["Body"],
                    "attributes": {name: attribute["StringValue"] for name, attribute in attributes.items()},
                }
            )
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def attributes(sqs, queue):
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    operation = {"create": create, "send": send, "drain": drain, "attributes": attributes}[command]
    json.dump(operation(boto3.client("sqs"), *arguments), sys.stdout)
