import pytest
from errors import refused


def test_delayed_messages_are_not_visible_yet(queue, send, receive, counts):
    send(queue, DelaySeconds=60)
    assert receive(queue) == []
    assert counts(queue)[0] == 0
    assert counts(queue)[2] == 1


def test_delayed_messages_come_when_it_is_time(queue, send, receive, eventually):
    send(queue, DelaySeconds=1)
    assert receive(queue) == []
    assert eventually(lambda: receive(queue))


def test_delay_of_the_queue_is_the_default(make_queue, send, receive, counts):
    queue = make_queue(DelaySeconds=60)
    send(queue)
    assert receive(queue) == []
    assert counts(queue)[2] == 1


def test_delay_of_the_message_wins_over_the_queue(make_queue, send, receive):
    queue = make_queue(DelaySeconds=60)
    send(queue, DelaySeconds=0)
    assert len(receive(queue)) == 1


def test_delay_counts_from_the_send(queue, send, receive, eventually):
    send(queue, "late", DelaySeconds=2)
    send(queue, "early", DelaySeconds=1)
    assert eventually(lambda: receive(queue))[0]["Body"] == "early"


@pytest.mark.parametrize("seconds", ["60", "1209600"])
def test_retention_has_a_range(make_queue, attributes, seconds):
    assert attributes(make_queue(MessageRetentionPeriod=seconds))["MessageRetentionPeriod"] == seconds


@pytest.mark.moto_differs("moto has no upper limit")
def test_retention_is_limited(make_queue):
    with refused("InvalidAttributeValue"):
        make_queue(MessageRetentionPeriod=1_209_601)
