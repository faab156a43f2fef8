import json
import re
import uuid

import pytest
from errors import refused


def test_url_has_the_host_of_the_request_an_account_and_the_name(sqs, make_queue, endpoint):
    name = f"q-{uuid.uuid4()}"
    assert re.fullmatch(re.escape(endpoint) + r"/\d{12}/" + name, make_queue(name))


def test_url_is_found_by_name(sqs, make_queue):
    name = f"q-{uuid.uuid4()}"
    assert make_queue(name) == sqs.get_queue_url(QueueName=name)["QueueUrl"]


def test_create_is_idempotent(sqs, make_queue):
    name = f"q-{uuid.uuid4()}"
    first = make_queue(name, VisibilityTimeout=45)
    assert sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "45"})["QueueUrl"] == first


def test_create_without_attributes_finds_a_queue_that_has_some(sqs, make_queue):
    name = f"q-{uuid.uuid4()}"
    assert make_queue(name, VisibilityTimeout=45) == sqs.create_queue(QueueName=name)["QueueUrl"]


def test_create_with_other_attributes_is_refused(sqs, make_queue):
    name = f"q-{uuid.uuid4()}"
    make_queue(name, VisibilityTimeout=45)
    with refused("QueueAlreadyExists"):
        sqs.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "46"})


def test_create_takes_tags(sqs, make_queue):
    name = f"q-{uuid.uuid4()}"
    url = make_queue(name)
    assert sqs.create_queue(QueueName=name, tags={"team": "events"})["QueueUrl"] == url


@pytest.mark.parametrize("name", ["a" * 81, "with space", "dot.ted", "ümlaut"])
def test_bad_names_are_refused(sqs, name):
    with refused("InvalidParameterValue"):
        sqs.create_queue(QueueName=name)


def test_a_name_may_have_80_characters(make_queue):
    assert make_queue(("a-B_9" + uuid.uuid4().hex).ljust(80, "x")).endswith("x")


unchecked = pytest.mark.moto_differs("moto checks no attribute but MaximumMessageSize, and crashes on text")


@pytest.mark.parametrize(
    "attribute, value",
    [
        ("MaximumMessageSize", "1023"),
        ("MaximumMessageSize", "1048577"),
        pytest.param("DelaySeconds", "901", marks=unchecked),
        pytest.param("MessageRetentionPeriod", "59", marks=unchecked),
        pytest.param("ReceiveMessageWaitTimeSeconds", "21", marks=unchecked),
        pytest.param("VisibilityTimeout", "43201", marks=unchecked),
        pytest.param("VisibilityTimeout", "soon", marks=unchecked),
    ],
)
def test_bad_attribute_values_are_refused(make_queue, attribute, value):
    with refused("InvalidAttributeValue"):
        make_queue(**{attribute: value})


@pytest.mark.moto_differs("moto keeps unknown attributes without a word")
def test_unknown_attributes_are_refused(make_queue):
    with refused("InvalidAttributeName"):
        make_queue(Colour="red")


def test_missing_queue_is_told_by_every_operation(sqs, endpoint):
    url = f"{endpoint}/000000000000/nowhere-{uuid.uuid4()}"
    calls = [
        lambda: sqs.get_queue_url(QueueName=url.split("/")[-1]),
        lambda: sqs.delete_queue(QueueUrl=url),
        lambda: sqs.purge_queue(QueueUrl=url),
        lambda: sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"]),
        lambda: sqs.set_queue_attributes(QueueUrl=url, Attributes={"DelaySeconds": "1"}),
        lambda: sqs.send_message(QueueUrl=url, MessageBody="x"),
        lambda: sqs.send_message_batch(QueueUrl=url, Entries=[{"Id": "0", "MessageBody": "x"}]),
        lambda: sqs.receive_message(QueueUrl=url),
        lambda: sqs.delete_message(QueueUrl=url, ReceiptHandle="x"),
        lambda: sqs.change_message_visibility(QueueUrl=url, ReceiptHandle="x", VisibilityTimeout=1),
        lambda: sqs.list_dead_letter_source_queues(QueueUrl=url),
    ]
    for call in calls:
        with refused("NonExistentQueue"):
            call()


def test_deleted_queue_is_gone_and_comes_back_empty(sqs, make_queue, send, receive):
    name = f"q-{uuid.uuid4()}"
    url = make_queue(name)
    send(url)
    sqs.delete_queue(QueueUrl=url)
    with refused("NonExistentQueue"):
        sqs.get_queue_url(QueueName=name)
    assert receive(make_queue(name)) == []


def test_list_is_filtered_by_prefix(sqs, make_queue):
    prefix = f"list-{uuid.uuid4().hex[:8]}"
    urls = sorted(make_queue(f"{prefix}-{letter}") for letter in "abc")
    make_queue(f"other-{prefix}")
    assert sorted(sqs.list_queues(QueueNamePrefix=prefix)["QueueUrls"]) == urls


def test_empty_list_has_no_urls(sqs):
    assert "QueueUrls" not in sqs.list_queues(QueueNamePrefix=f"nothing-{uuid.uuid4()}")


@pytest.mark.moto_differs("moto ignores MaxResults and always lists everything")
def test_list_comes_in_pages(sqs, make_queue):
    prefix = f"page-{uuid.uuid4().hex[:8]}"
    urls = sorted(make_queue(f"{prefix}-{number}") for number in range(5))
    paginator = sqs.get_paginator("list_queues")
    pages = list(paginator.paginate(QueueNamePrefix=prefix, PaginationConfig={"PageSize": 2}))
    sizes = [len(page["QueueUrls"]) for page in pages]
    assert sizes == [2, 2, 1]
    assert sorted(url for page in pages for url in page["QueueUrls"]) == urls


@pytest.mark.moto_differs("moto ignores MaxResults")
def test_list_sizes_are_limited(sqs):
    with refused("InvalidParameterValue"):
        sqs.list_queues(MaxResults=1001)


def test_attributes_have_defaults(queue, attributes):
    all = attributes(queue)
    expected = {
        "ApproximateNumberOfMessages": "0",
        "ApproximateNumberOfMessagesDelayed": "0",
        "ApproximateNumberOfMessagesNotVisible": "0",
        "DelaySeconds": "0",
        "MaximumMessageSize": "1048576",
        "MessageRetentionPeriod": "345600",
        "ReceiveMessageWaitTimeSeconds": "0",
        "VisibilityTimeout": "30",
    }
    assert {name: all[name] for name in expected} == expected
    assert "RedrivePolicy" not in all
    assert re.fullmatch(r"arn:aws:sqs:us-east-1:\d{12}:" + queue.split("/")[-1], all["QueueArn"])


def test_times_are_seconds(queue, attributes):
    all = attributes(queue, "CreatedTimestamp", "LastModifiedTimestamp")
    assert len(all) == 2
    for value in all.values():
        assert 1.5e9 < float(value) < 1e10


def test_only_the_attributes_asked_for_are_told(queue, attributes):
    assert attributes(queue, "VisibilityTimeout", "DelaySeconds") == {"VisibilityTimeout": "30", "DelaySeconds": "0"}


def test_who_asks_for_no_attributes_gets_none(sqs, queue):
    assert "Attributes" not in sqs.get_queue_attributes(QueueUrl=queue)


def test_unset_attributes_are_left_out(queue, attributes):
    assert attributes(queue, "RedrivePolicy") == {}


def test_asking_for_an_unknown_attribute_is_refused(queue, attributes):
    with refused("InvalidAttributeName"):
        attributes(queue, "Colour")


@pytest.mark.moto_differs("moto tells nothing instead of refusing")
def test_asking_a_standard_queue_for_fifo_attributes_is_refused(queue, attributes):
    with refused("InvalidAttributeName"):
        attributes(queue, "FifoQueue")


def test_attributes_can_be_set(sqs, queue, attributes):
    wanted = {"VisibilityTimeout": "7", "DelaySeconds": "3", "MessageRetentionPeriod": "60"}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes=wanted)
    assert attributes(queue, *wanted) == wanted


@pytest.mark.moto_differs("moto checks no value when attributes are set")
def test_setting_bad_attributes_changes_nothing(sqs, queue, attributes):
    with refused("InvalidAttributeValue"):
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"DelaySeconds": "5", "VisibilityTimeout": "43201"})
    assert attributes(queue, "DelaySeconds") == {"DelaySeconds": "0"}


def test_redrive_policy_is_told_as_json(dead_letter_pair, attributes):
    source, target = dead_letter_pair(max_receive_count=3)
    policy = json.loads(attributes(source)["RedrivePolicy"])
    assert policy == {"deadLetterTargetArn": attributes(target)["QueueArn"], "maxReceiveCount": 3}


def test_redrive_policy_takes_its_count_as_text(make_queue, attributes):
    arn = attributes(make_queue())["QueueArn"]
    url = make_queue(RedrivePolicy=json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": "4"}))
    assert json.loads(attributes(url)["RedrivePolicy"])["maxReceiveCount"] == 4


def test_redrive_policy_can_be_taken_back(sqs, dead_letter_pair, attributes):
    source, _ = dead_letter_pair()
    sqs.set_queue_attributes(QueueUrl=source, Attributes={"RedrivePolicy": ""})
    assert attributes(source, "RedrivePolicy") == {}


crashes = pytest.mark.moto_differs("moto crashes on what is not an object")


@pytest.mark.parametrize(
    "policy",
    ['{"maxReceiveCount":3}', pytest.param("{", marks=crashes), pytest.param("[]", marks=crashes)],
)
def test_bad_redrive_policies_are_refused(make_queue, policy):
    with refused("InvalidParameterValue"):
        make_queue(RedrivePolicy=policy)


@pytest.mark.moto_differs("moto answers NonExistentQueue, AWS blames the parameter")
def test_redrive_to_a_missing_queue_is_refused(make_queue):
    arn = "arn:aws:sqs:us-east-1:000000000000:nowhere"
    with refused("InvalidParameterValue"):
        make_queue(RedrivePolicy=json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3}))


def test_sources_of_a_dead_letter_queue_are_listed(sqs, dead_letter_pair):
    source, target = dead_letter_pair()
    assert sqs.list_dead_letter_source_queues(QueueUrl=target)["queueUrls"] == [source]
    assert sqs.list_dead_letter_source_queues(QueueUrl=source)["queueUrls"] == []


def test_fifo_queues_are_refused_clearly(sqs, request):
    if request.config.getoption("--server") == "moto":
        pytest.skip("moto has FIFO queues, as AWS does")
    with refused("UnsupportedOperation"):
        sqs.create_queue(QueueName=f"q-{uuid.uuid4()}.fifo", Attributes={"FifoQueue": "true"})
