import hashlib
import struct
import time

import pytest
from errors import refused


def md5(data):
    return hashlib.md5(data).hexdigest()


def md5_of_attributes(attributes):
    def counted(data):
        return struct.pack(">I", len(data)) + data

    text = b""
    for name, attribute in sorted(attributes.items()):
        text += counted(name.encode()) + counted(attribute["DataType"].encode())
        if attribute["DataType"].startswith("Binary"):
            text += b"\x02" + counted(attribute["BinaryValue"])
        else:
            text += b"\x01" + counted(attribute["StringValue"].encode())
    return md5(text)


ATTRIBUTES = {
    "trace.id": {"DataType": "String", "StringValue": "päckchen"},
    "trace.level": {"DataType": "Number.int", "StringValue": "7"},
    "blob": {"DataType": "Binary", "BinaryValue": b"\x00\x01\xfe"},
    "odd": {"DataType": "String.custom", "StringValue": 'quote " and \\'},
}


@pytest.mark.parametrize(
    "body",
    [
        "plain",
        '{"type": "purchase", "value": 1.5}',
        'quotes " backslash \\ slash / tab \t newline \n return \r',
        "ünïcödé ✓ 🎉 \u2028\u2029 \ud7ff \ue000 \ufffd",
        " ",
        "x" * 100_000,
    ],
    ids=["plain", "json", "escapes", "unicode", "blank", "long"],
)
def test_bodies_come_back_as_sent(queue, send, receive, body):
    sent = send(queue, body)
    [message] = receive(queue)
    assert message["Body"] == body
    assert message["MD5OfBody"] == sent["MD5OfMessageBody"] == md5(body.encode())
    assert message["MessageId"] == sent["MessageId"]


@pytest.mark.parametrize("body", ["\x00", "a\x08b", "\x1f", "\ufffe", "a\uffff"])
@pytest.mark.moto_differs("moto takes characters that AWS refuses")
def test_forbidden_characters_are_refused(queue, send, body):
    with refused("InvalidMessageContents"):
        send(queue, body)


@pytest.mark.moto_differs("moto takes an empty body")
def test_empty_body_is_refused(queue, send):
    with refused("MissingParameter"):
        send(queue, "")


def test_message_of_1_mib_is_taken(queue, send, receive):
    send(queue, "x" * 1_048_576)
    assert len(receive(queue)[0]["Body"]) == 1_048_576


def test_message_over_1_mib_is_refused(queue, send):
    with refused("InvalidParameterValue"):
        send(queue, "x" * 1_048_577)


def test_message_over_the_limit_of_its_queue_is_refused(make_queue, send):
    queue = make_queue(MaximumMessageSize=1024)
    send(queue, "x" * 1024)
    with refused("InvalidParameterValue"):
        send(queue, "x" * 1025)


@pytest.mark.moto_differs("moto counts characters and leaves attributes out")
@pytest.mark.parametrize("body, attributes", [("ü" * 513, {}), ("x" * 1000, ATTRIBUTES)], ids=["bytes", "attributes"])
def test_size_is_in_bytes_and_includes_attributes(make_queue, send, body, attributes):
    with refused("InvalidParameterValue"):
        send(make_queue(MaximumMessageSize=1024), body, MessageAttributes=attributes)


def test_empty_queue_answers_without_messages(sqs, queue):
    assert "Messages" not in sqs.receive_message(QueueUrl=queue)


def test_one_message_is_the_default(sqs, queue, send):
    for _ in range(3):
        send(queue)
    assert len(sqs.receive_message(QueueUrl=queue)["Messages"]) == 1


def test_ten_messages_are_the_maximum(queue, send, receive):
    for number in range(12):
        send(queue, str(number))
    first, second = receive(queue), receive(queue)
    assert (len(first), len(second)) == (10, 2)
    assert {message["Body"] for message in first + second} == {str(number) for number in range(12)}


@pytest.mark.parametrize("maximum", [0, 11, -1])
def test_number_of_messages_is_limited(queue, receive, maximum):
    with refused("InvalidParameterValue"):
        receive(queue, maximum)


@pytest.mark.parametrize("seconds", [-1, 21])
def test_wait_is_limited(queue, receive, seconds):
    with refused("InvalidParameterValue"):
        receive(queue, WaitTimeSeconds=seconds)


@pytest.mark.parametrize(
    "seconds", [pytest.param(-1, marks=pytest.mark.moto_differs("moto has no lower limit")), 43_201]
)
def test_visibility_timeout_is_limited(queue, receive, seconds):
    with refused("InvalidParameterValue"):
        receive(queue, VisibilityTimeout=seconds)


@pytest.mark.parametrize(
    "seconds", [pytest.param(-1, marks=pytest.mark.moto_differs("moto has no lower limit")), 901]
)
def test_delay_is_limited(queue, send, seconds):
    with refused("InvalidParameterValue"):
        send(queue, DelaySeconds=seconds)


@pytest.mark.parametrize("parameter", ["MessageSystemAttributeNames", "AttributeNames"])
def test_system_attributes_by_both_names(queue, send, receive, parameter):
    before = time.time() * 1000
    send(queue)
    [message] = receive(queue, **{parameter: ["All"]})
    attributes = message["Attributes"]
    assert attributes["ApproximateReceiveCount"] == "1"
    assert before - 1000 < int(attributes["SentTimestamp"]) < before + 10_000
    assert int(attributes["ApproximateFirstReceiveTimestamp"]) >= int(attributes["SentTimestamp"])
    assert attributes["SenderId"]


def test_only_the_system_attributes_asked_for_are_told(queue, send, receive):
    send(queue)
    [message] = receive(queue, MessageSystemAttributeNames=["SentTimestamp"])
    assert list(message["Attributes"]) == ["SentTimestamp"]


def test_no_attributes_unless_asked_for(queue, send, receive):
    send(queue, MessageAttributes=ATTRIBUTES)
    [message] = receive(queue)
    assert message.keys().isdisjoint({"Attributes", "MessageAttributes", "MD5OfMessageAttributes"})


def test_trace_header_is_kept(queue, send, receive):
    header = {"DataType": "String", "StringValue": "Root=1-5759e988-bd862e3fe1be46a994272793"}
    send(queue, MessageSystemAttributes={"AWSTraceHeader": header})
    [message] = receive(queue, MessageSystemAttributeNames=["AWSTraceHeader"])
    assert message["Attributes"] == {"AWSTraceHeader": header["StringValue"]}


@pytest.mark.moto_differs("moto does not tell MD5OfMessageSystemAttributes")
def test_trace_header_has_its_md5(queue, send):
    header = {"DataType": "String", "StringValue": "Root=1-5759e988-bd862e3fe1be46a994272793"}
    sent = send(queue, MessageSystemAttributes={"AWSTraceHeader": header})
    assert sent["MD5OfMessageSystemAttributes"] == md5_of_attributes({"AWSTraceHeader": header})


@pytest.mark.moto_differs("moto takes any system attribute")
def test_other_system_attributes_are_refused(queue, send):
    with refused("InvalidParameterValue"):
        send(queue, MessageSystemAttributes={"SenderId": {"DataType": "String", "StringValue": "me"}})


@pytest.mark.parametrize(
    "patterns, expected",
    [
        (["All"], set(ATTRIBUTES)),
        ([".*"], set(ATTRIBUTES)),
        (["trace.*"], {"trace.id", "trace.level"}),
        (["blob", "odd"], {"blob", "odd"}),
        (["trace.id", "b.*"], {"trace.id", "blob"}),
    ],
    ids=str,
)
def test_message_attributes_are_filtered_and_their_md5_too(queue, send, receive, patterns, expected):
    sent = send(queue, MessageAttributes=ATTRIBUTES)
    assert sent["MD5OfMessageAttributes"] == md5_of_attributes(ATTRIBUTES)
    [message] = receive(queue, MessageAttributeNames=patterns)
    wanted = {name: ATTRIBUTES[name] for name in expected}
    assert message["MessageAttributes"] == wanted
    assert message["MD5OfMessageAttributes"] == md5_of_attributes(wanted)


def test_patterns_that_match_nothing_leave_the_attributes_out(queue, send, receive):
    send(queue, MessageAttributes=ATTRIBUTES)
    [message] = receive(queue, MessageAttributeNames=["nothing"])
    assert message.keys().isdisjoint({"MessageAttributes", "MD5OfMessageAttributes"})


@pytest.mark.parametrize(
    "name, attribute",
    [
        ("a", {"DataType": "Text", "StringValue": "x"}),
        ("a", {"DataType": "", "StringValue": "x"}),
        ("not a name", {"DataType": "String", "StringValue": "x"}),
        pytest.param(
            "a", {"DataType": "String", "StringValue": ""}, marks=pytest.mark.moto_differs("moto takes an empty value")
        ),
        pytest.param(
            "a", {"DataType": "Number", "StringValue": "x"}, marks=pytest.mark.moto_differs("moto takes any number")
        ),
    ],
    ids=["type", "no-type", "name", "empty", "number"],
)
def test_bad_message_attributes_are_refused(queue, send, name, attribute):
    with refused("InvalidParameterValue"):
        send(queue, MessageAttributes={name: attribute})


@pytest.mark.moto_differs("moto takes any number of attributes")
def test_eleven_message_attributes_are_refused(queue, send):
    attribute = {"DataType": "String", "StringValue": "x"}
    with refused("InvalidParameterValue"):
        send(queue, MessageAttributes={f"a{number}": attribute for number in range(11)})


def test_purge_removes_visible_delayed_and_received_messages(sqs, queue, send, receive, counts):
    for delay in (0, 0, 60):
        send(queue, DelaySeconds=delay)
    receive(queue, 1)
    sqs.purge_queue(QueueUrl=queue)
    assert counts(queue) == (0, 0, 0)


@pytest.mark.moto_differs("moto purges as often as it is told")
def test_purge_is_allowed_once_a_minute(sqs, queue):
    sqs.purge_queue(QueueUrl=queue)
    with refused("PurgeQueueInProgress", status=403):
        sqs.purge_queue(QueueUrl=queue)
