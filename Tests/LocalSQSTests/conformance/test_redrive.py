import time

import pytest


def receive_until_dead(receive, source, times):
    """Receives a message as often as its queue allows, then once more, which moves it."""
    for _ in range(times):
        assert len(receive(source, VisibilityTimeout=0)) == 1
        time.sleep(0.01)
    assert receive(source, VisibilityTimeout=0) == []


@pytest.mark.parametrize("times", [1, 3])
def test_a_message_moves_when_it_would_be_received_once_too_often(dead_letter_pair, send, receive, counts, times):
    source, target = dead_letter_pair(max_receive_count=times)
    send(source, "dead")
    receive_until_dead(receive, source, times)
    assert counts(source) == (0, 0, 0)
    [message] = receive(target)
    assert message["Body"] == "dead"


def test_a_message_does_not_move_while_nobody_receives(dead_letter_pair, send, receive, counts):
    source, target = dead_letter_pair(max_receive_count=1)
    send(source)
    receive(source, VisibilityTimeout=0)
    assert counts(target) == (0, 0, 0)
    time.sleep(0.01)
    assert counts(source)[0] == 1


def test_a_moved_message_keeps_its_id_its_time_and_its_count(dead_letter_pair, send, receive):
    source, target = dead_letter_pair(max_receive_count=1)
    sent = send(source, MessageAttributes={"a": {"DataType": "String", "StringValue": "kept"}})
    [first] = receive(source, VisibilityTimeout=0, MessageSystemAttributeNames=["All"])
    time.sleep(0.01)
    receive(source)
    [moved] = receive(target, MessageSystemAttributeNames=["All"], MessageAttributeNames=["All"])
    assert moved["MessageId"] == sent["MessageId"]
    assert moved["MD5OfBody"] == sent["MD5OfMessageBody"]
    assert moved["Attributes"]["SentTimestamp"] == first["Attributes"]["SentTimestamp"]
    assert moved["Attributes"]["ApproximateReceiveCount"] == "2"
    assert moved["MessageAttributes"]["a"]["StringValue"] == "kept"


@pytest.mark.moto_differs("moto does not know DeadLetterQueueSourceArn")
def test_a_moved_message_tells_where_it_comes_from(dead_letter_pair, send, receive, attributes):
    source, target = dead_letter_pair(max_receive_count=1)
    send(source)
    receive_until_dead(receive, source, 1)
    [message] = receive(target, MessageSystemAttributeNames=["DeadLetterQueueSourceArn"])
    assert message["Attributes"]["DeadLetterQueueSourceArn"] == attributes(source)["QueueArn"]


def test_a_handle_of_the_source_does_not_delete_the_moved_message(sqs, dead_letter_pair, send, receive, counts, request):
    if request.config.getoption("--server") == "moto":
        pytest.skip("moto answers ReceiptHandleIsInvalid, where AWS takes an old handle without error")
    source, target = dead_letter_pair(max_receive_count=1)
    send(source)
    [message] = receive(source, VisibilityTimeout=0)
    receive(source)
    sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
    assert counts(target) == (1, 0, 0)


def test_a_moved_message_can_be_deleted(sqs, dead_letter_pair, send, receive, counts):
    source, target = dead_letter_pair(max_receive_count=1)
    send(source)
    receive_until_dead(receive, source, 1)
    [message] = receive(target)
    sqs.delete_message(QueueUrl=target, ReceiptHandle=message["ReceiptHandle"])
    assert counts(target) == (0, 0, 0)


def test_good_messages_are_received_while_bad_ones_move(dead_letter_pair, send, receive):
    source, target = dead_letter_pair(max_receive_count=1)
    send(source, "bad")
    receive(source, VisibilityTimeout=0)
    send(source, "good")
    time.sleep(0.01)
    assert [message["Body"] for message in receive(source)] == ["good"]
    assert [message["Body"] for message in receive(target)] == ["bad"]


def test_without_a_policy_a_message_comes_back_for_ever(queue, send, receive):
    send(queue)
    for count in range(1, 13):
        [message] = receive(queue, VisibilityTimeout=0, MessageSystemAttributeNames=["ApproximateReceiveCount"])
        assert message["Attributes"]["ApproximateReceiveCount"] == str(count)
        time.sleep(0.002)


@pytest.mark.moto_differs("moto moves it to a queue that nobody can reach any more")
def test_without_its_dead_letter_queue_a_message_comes_back(sqs, dead_letter_pair, send, receive):
    source, target = dead_letter_pair(max_receive_count=1)
    sqs.delete_queue(QueueUrl=target)
    send(source)
    for _ in range(3):
        assert len(receive(source, VisibilityTimeout=0)) == 1
