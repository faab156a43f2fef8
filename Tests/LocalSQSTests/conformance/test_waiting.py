import http.client
import json
import threading
import time
from urllib.parse import urlparse

import pytest


@pytest.fixture
def later():
    """Runs something in so many seconds, and waits for it at the end of the test."""
    timers = []

    def later(seconds, action):
        timer = threading.Timer(seconds, action)
        timers.append(timer)
        timer.start()

    yield later
    for timer in timers:
        timer.join()


def timed(action):
    started = time.monotonic()
    return action(), time.monotonic() - started


def test_an_empty_wait_lasts_as_long_as_asked(queue, receive):
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=1))
    assert messages == []
    assert 0.9 < seconds


def test_wait_of_the_queue_is_the_default(make_queue, receive):
    _, seconds = timed(lambda: receive(make_queue(ReceiveMessageWaitTimeSeconds=1)))
    assert 0.9 < seconds


def test_wait_of_the_request_wins_over_the_queue(make_queue, receive):
    queue = make_queue(ReceiveMessageWaitTimeSeconds=10)
    _, seconds = timed(lambda: receive(queue, WaitTimeSeconds=0))
    assert seconds < 5


def test_waiting_messages_are_handed_out_at_once(queue, send, receive):
    send(queue)
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=10))
    assert len(messages) == 1 and seconds < 5


def test_a_send_ends_the_wait(queue, send, receive, later):
    later(0.3, lambda: send(queue, "woken"))
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=10))
    assert [message["Body"] for message in messages] == ["woken"]
    assert seconds < 5


def test_a_batch_ends_the_wait(sqs, queue, receive, later):
    batch = [{"Id": "0", "MessageBody": "a"}, {"Id": "1", "MessageBody": "b"}]
    later(0.3, lambda: sqs.send_message_batch(QueueUrl=queue, Entries=batch))
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=10))
    assert messages and seconds < 5


def test_the_end_of_a_timeout_ends_the_wait(queue, send, receive):
    send(queue)
    receive(queue, VisibilityTimeout=1)
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=10))
    assert len(messages) == 1 and seconds < 5


def test_the_end_of_a_delay_ends_the_wait(queue, send, receive):
    send(queue, DelaySeconds=1)
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=10))
    assert len(messages) == 1 and seconds < 5


def test_visibility_0_ends_the_wait(sqs, queue, send, receive, later):
    send(queue)
    handle = receive(queue)[0]["ReceiptHandle"]
    give_back = dict(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=0)
    later(0.3, lambda: sqs.change_message_visibility(**give_back))
    messages, seconds = timed(lambda: receive(queue, WaitTimeSeconds=10))
    assert len(messages) == 1 and seconds < 5


def test_a_dead_letter_ends_the_wait_at_its_queue(dead_letter_pair, send, receive, later, eventually):
    source, target = dead_letter_pair(max_receive_count=1)
    send(source, "dead")
    receive(source, VisibilityTimeout=0)
    later(0.3, lambda: receive(source))
    messages, seconds = timed(lambda: receive(target, WaitTimeSeconds=10))
    assert [message["Body"] for message in messages] == ["dead"]
    assert seconds < 5


def test_each_waiting_consumer_gets_a_message_of_its_own(queue, send, receive):
    received = []
    threads = [
        threading.Thread(target=lambda: received.extend(receive(queue, 1, WaitTimeSeconds=5))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    for number in range(4):
        send(queue, str(number))
    for thread in threads:
        thread.join()
    assert sorted(message["Body"] for message in received) == ["0", "1", "2", "3"]


@pytest.mark.moto_differs("moto hands the message to the connection that is gone")
def test_a_consumer_that_hangs_up_gets_nothing(endpoint, queue, send, receive):
    connection = http.client.HTTPConnection(urlparse(endpoint).netloc)
    body = json.dumps({"QueueUrl": queue, "WaitTimeSeconds": 10, "VisibilityTimeout": 60})
    headers = {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": "AmazonSQS.ReceiveMessage",
        "Authorization": "AWS4-HMAC-SHA256 Credential=test/20201006/us-east-1/sqs/aws4_request, Signature=x",
    }
    connection.request("POST", "/", body, headers)
    time.sleep(0.3)
    connection.close()
    time.sleep(0.3)
    send(queue)
    assert len(receive(queue)) == 1
