import time

import pytest
from errors import refused


def test_handles_are_long_and_new_at_every_receive(queue, send, receive):
    send(queue)
    handles = [receive(queue, VisibilityTimeout=0)[0]["ReceiptHandle"] for _ in range(3)]
    assert len(set(handles)) == 3
    assert all(150 < len(handle) < 1024 for handle in handles)


def test_received_messages_are_hidden(queue, send, receive, counts):
    send(queue)
    assert counts(queue) == (1, 0, 0)
    assert len(receive(queue)) == 1
    assert receive(queue) == []
    assert counts(queue) == (0, 1, 0)


def test_hidden_messages_come_back_with_their_count_and_first_time(make_queue, send, receive, eventually):
    queue = make_queue(VisibilityTimeout=1)
    send(queue)
    [first] = receive(queue, MessageSystemAttributeNames=["All"])
    [second] = eventually(lambda: receive(queue, MessageSystemAttributeNames=["All"]))
    assert first["MessageId"] == second["MessageId"]
    assert second["Attributes"]["ApproximateReceiveCount"] == "2"
    same = ("SentTimestamp", "ApproximateFirstReceiveTimestamp")
    assert [first["Attributes"][name] for name in same] == [second["Attributes"][name] for name in same]


def test_timeout_of_the_request_wins_over_the_queue(make_queue, send, receive, eventually):
    queue = make_queue(VisibilityTimeout=43_200)
    send(queue)
    receive(queue, VisibilityTimeout=1)
    assert eventually(lambda: receive(queue))


def test_messages_do_not_come_back_early(queue, send, receive):
    send(queue)
    started = time.monotonic()
    receive(queue, VisibilityTimeout=1)
    while time.monotonic() - started < 0.8:
        assert receive(queue) == []
        time.sleep(0.1)


def test_deleted_messages_do_not_come_back(sqs, make_queue, send, receive, counts):
    queue = make_queue(VisibilityTimeout=1)
    send(queue)
    [message] = receive(queue)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    assert counts(queue) == (0, 0, 0)
    assert receive(queue, WaitTimeSeconds=2) == []


def test_deleting_twice_is_no_error(sqs, queue, send, receive):
    send(queue)
    [message] = receive(queue)
    for _ in range(2):
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


def test_a_visible_message_can_be_deleted_until_it_is_received_again(sqs, queue, send, receive, counts):
    send(queue)
    [message] = receive(queue, VisibilityTimeout=0)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    assert counts(queue) == (0, 0, 0)


@pytest.mark.moto_differs("moto deletes a message by any handle it ever had")
def test_an_old_handle_deletes_nothing_and_is_no_error(sqs, queue, send, receive, counts):
    send(queue)
    [old] = receive(queue, VisibilityTimeout=0)
    [new] = receive(queue)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=old["ReceiptHandle"])
    assert counts(queue) == (0, 1, 0)
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=new["ReceiptHandle"])
    assert counts(queue) == (0, 0, 0)


@pytest.mark.parametrize("change", [lambda h: "garbage", lambda h: h[:-1], lambda h: h[:-1] + "~", lambda h: h[::-1]])
def test_garbage_is_no_handle(sqs, queue, send, receive, change):
    send(queue)
    handle = change(receive(queue)[0]["ReceiptHandle"])
    with refused("ReceiptHandleIsInvalid"):
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=handle)
    with refused("ReceiptHandleIsInvalid"):
        sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=5)


def test_a_handle_fits_its_own_queue_only(sqs, make_queue, send, receive, counts):
    queue, other = make_queue(), make_queue()
    for url in (queue, other):
        send(url)
    [message], _ = receive(queue), receive(other)
    with refused("ReceiptHandleIsInvalid"):
        sqs.delete_message(QueueUrl=other, ReceiptHandle=message["ReceiptHandle"])
    assert counts(queue) == counts(other) == (0, 1, 0)


def test_visibility_0_gives_a_message_back_at_once(sqs, queue, send, receive):
    send(queue)
    [message] = receive(queue)
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    time.sleep(0.01)  # moto compares milliseconds with "later than"
    assert len(receive(queue)) == 1


def test_visibility_can_be_made_longer(sqs, queue, send, receive):
    send(queue)
    [message] = receive(queue, VisibilityTimeout=1)
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=60)
    assert receive(queue, WaitTimeSeconds=2) == []


def test_visibility_is_changed_for_this_receive_only(sqs, make_queue, send, receive, eventually):
    queue = make_queue(VisibilityTimeout=1)
    send(queue)
    [message] = receive(queue)
    sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
    assert eventually(lambda: receive(queue))
    assert eventually(lambda: receive(queue))


def test_visibility_is_limited_to_twelve_hours(sqs, queue, send, receive):
    send(queue)
    handle = receive(queue)[0]["ReceiptHandle"]
    with refused("InvalidParameterValue"):
        sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=43_201)


def test_twelve_hours_count_from_the_receive(sqs, queue, send, receive):
    send(queue)
    handle = receive(queue)[0]["ReceiptHandle"]
    time.sleep(0.05)
    with refused("InvalidParameterValue"):
        sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=43_200)


@pytest.mark.moto_differs("moto hides a visible message again")
def test_visibility_of_a_message_not_in_flight_is_refused(sqs, queue, send, receive):
    send(queue)
    handle = receive(queue, VisibilityTimeout=0)[0]["ReceiptHandle"]
    with refused("MessageNotInflight"):
        sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=5)


@pytest.mark.moto_differs("moto answers ReceiptHandleIsInvalid")
def test_visibility_of_a_deleted_message_is_refused(sqs, queue, send, receive):
    send(queue)
    handle = receive(queue)[0]["ReceiptHandle"]
    sqs.delete_message(QueueUrl=queue, ReceiptHandle=handle)
    with refused("InvalidParameterValue"):
        sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=handle, VisibilityTimeout=5)


@pytest.mark.moto_differs("moto changes the visibility by any handle the message ever had")
def test_visibility_by_an_old_handle_is_refused(sqs, queue, send, receive):
    send(queue)
    [old] = receive(queue, VisibilityTimeout=0)
    receive(queue)
    with refused("InvalidParameterValue"):
        sqs.change_message_visibility(QueueUrl=queue, ReceiptHandle=old["ReceiptHandle"], VisibilityTimeout=5)
