import hashlib

import pytest
from errors import refused


def entries(count, **more):
    return [{"Id": f"id-{number}", "MessageBody": f"body {number}"} | more for number in range(count)]


@pytest.fixture
def received(sqs, queue, receive):
    """Three messages in flight."""
    sqs.send_message_batch(QueueUrl=queue, Entries=entries(3))
    return receive(queue)


def handles(messages, **more):
    return [
        {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]} | more for number, message in enumerate(messages)
    ]


def ids(results):
    return [result["Id"] for result in results]


def test_ten_messages_are_sent(sqs, queue, receive):
    answer = sqs.send_message_batch(QueueUrl=queue, Entries=entries(10))
    assert ids(answer["Successful"]) == ids(entries(10))
    assert not answer.get("Failed")
    sent = {result["MessageId"]: result["MD5OfMessageBody"] for result in answer["Successful"]}
    assert sent == {message["MessageId"]: message["MD5OfBody"] for message in receive(queue)}
    assert hashlib.md5(b"body 0").hexdigest() in sent.values()


def test_entries_have_attributes_and_delays_of_their_own(sqs, queue, receive, counts):
    attribute = {"DataType": "String", "StringValue": "x"}
    batch = [
        {"Id": "a", "MessageBody": "a", "MessageAttributes": {"a": attribute}},
        {"Id": "b", "MessageBody": "b", "DelaySeconds": 60},
    ]
    answer = sqs.send_message_batch(QueueUrl=queue, Entries=batch)
    assert [("MD5OfMessageAttributes" in result) for result in answer["Successful"]] == [True, False]
    assert counts(queue) == (1, 0, 1)
    [message] = receive(queue, MessageAttributeNames=["All"])
    assert message["MessageAttributes"] == {"a": attribute}


@pytest.fixture
def batch_of(sqs, queue):
    """Performs a batch operation on entries of these ids."""
    operations = {
        "send": (sqs.send_message_batch, lambda id: {"MessageBody": id}),
        "delete": (sqs.delete_message_batch, lambda id: {"ReceiptHandle": f"garbage {id}"}),
        "visibility": (
            sqs.change_message_visibility_batch,
            lambda id: {"ReceiptHandle": f"garbage {id}", "VisibilityTimeout": 1},
        ),
    }

    def batch_of(operation, *ids):
        perform, members = operations[operation]
        return perform(QueueUrl=queue, Entries=[{"Id": id} | members(id) for id in ids])

    return batch_of


visibility = pytest.param("visibility", marks=pytest.mark.moto_differs("moto checks no entries of this operation"))
delete = pytest.param("delete", marks=pytest.mark.moto_differs("moto compares handles, not ids, of this operation"))


@pytest.mark.parametrize("operation", ["send", "delete", visibility])
def test_empty_batches_are_refused(batch_of, operation):
    with refused("EmptyBatchRequest"):
        batch_of(operation)


@pytest.mark.parametrize("operation", ["send", delete, visibility])
def test_eleven_entries_are_refused(batch_of, operation):
    with refused("TooManyEntriesInBatchRequest"):
        batch_of(operation, *(f"id-{number}" for number in range(11)))


@pytest.mark.parametrize("operation", ["send", "delete", visibility])
def test_ids_must_be_distinct(batch_of, operation):
    with refused("BatchEntryIdsNotDistinct"):
        batch_of(operation, "a", "b", "a")


@pytest.mark.parametrize("id", ["", "a b", "a.b", "x" * 81])
@pytest.mark.parametrize("operation", ["send", delete, visibility])
def test_ids_have_a_grammar(batch_of, operation, id):
    with refused("InvalidBatchEntryId"):
        batch_of(operation, id)


def test_batch_of_1_mib_is_taken(sqs, queue, counts):
    batch = [{"Id": str(number), "MessageBody": "x" * 104_857} for number in range(10)]
    assert len(sqs.send_message_batch(QueueUrl=queue, Entries=batch)["Successful"]) == 10
    assert counts(queue) == (10, 0, 0)


def test_batch_over_1_mib_is_refused_whole(sqs, queue, counts):
    batch = [{"Id": str(number), "MessageBody": "x" * 104_858} for number in range(10)]
    with refused("BatchRequestTooLong"):
        sqs.send_message_batch(QueueUrl=queue, Entries=batch)
    assert counts(queue) == (0, 0, 0)


def test_a_bad_delay_fails_its_entry_only(sqs, queue):
    batch = [{"Id": "bad", "MessageBody": "x", "DelaySeconds": 901}, {"Id": "good", "MessageBody": "x"}]
    answer = sqs.send_message_batch(QueueUrl=queue, Entries=batch)
    assert ids(answer["Successful"]) == ["good"]
    [failure] = answer["Failed"]
    assert (failure["Id"], failure["Code"]) == ("bad", "InvalidParameterValue")
    assert failure["SenderFault"] in (True, "true")  # moto answers with text


@pytest.mark.moto_differs("moto takes characters that AWS refuses")
def test_a_bad_character_fails_its_entry_only(sqs, queue):
    batch = [{"Id": "bad", "MessageBody": "\x00"}, {"Id": "good", "MessageBody": "x"}]
    answer = sqs.send_message_batch(QueueUrl=queue, Entries=batch)
    assert ids(answer["Successful"]) == ["good"]
    assert [(failure["Id"], failure["Code"]) for failure in answer["Failed"]] == [("bad", "InvalidMessageContents")]


def test_delete_batch(sqs, queue, received, counts):
    answer = sqs.delete_message_batch(QueueUrl=queue, Entries=handles(received))
    assert ids(answer["Successful"]) == ["0", "1", "2"]
    assert not answer.get("Failed")
    assert counts(queue) == (0, 0, 0)


def test_delete_batch_fails_in_part(sqs, queue, received, counts):
    batch = [{"Id": "bad", "ReceiptHandle": "garbage"}] + handles(received[:2])
    answer = sqs.delete_message_batch(QueueUrl=queue, Entries=batch)
    assert ids(answer["Successful"]) == ["0", "1"]
    [failure] = answer["Failed"]
    assert (failure["Id"], failure["Code"], failure["SenderFault"]) == ("bad", "ReceiptHandleIsInvalid", True)
    assert failure["Message"]
    assert counts(queue) == (0, 1, 0)


def test_delete_batch_of_deleted_messages_succeeds(sqs, queue, received):
    for _ in range(2):
        answer = sqs.delete_message_batch(QueueUrl=queue, Entries=handles(received))
        assert len(answer["Successful"]) == 3


def test_visibility_batch(sqs, queue, received, counts):
    answer = sqs.change_message_visibility_batch(QueueUrl=queue, Entries=handles(received, VisibilityTimeout=60))
    assert ids(answer["Successful"]) == ["0", "1", "2"]
    assert counts(queue) == (0, 3, 0)


def test_visibility_batch_gives_messages_back(sqs, queue, received, receive, eventually):
    sqs.change_message_visibility_batch(QueueUrl=queue, Entries=handles(received, VisibilityTimeout=0))
    assert len(eventually(lambda: receive(queue))) == 3


def test_visibility_batch_fails_in_part(sqs, queue, received):
    batch = handles(received[:1], VisibilityTimeout=5)
    batch.append({"Id": "long", "ReceiptHandle": received[1]["ReceiptHandle"], "VisibilityTimeout": 43_201})
    batch.append({"Id": "bad", "ReceiptHandle": "garbage", "VisibilityTimeout": 5})
    answer = sqs.change_message_visibility_batch(QueueUrl=queue, Entries=batch)
    assert ids(answer["Successful"]) == ["0"]
    failed = {failure["Id"]: failure["Code"] for failure in answer["Failed"]}
    assert failed == {"long": "InvalidParameterValue", "bad": "ReceiptHandleIsInvalid"}
