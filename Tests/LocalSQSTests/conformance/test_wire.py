"""The protocol itself, without a client in between."""

import http.client
import json
from urllib.parse import urlparse

import pytest

AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=test/20201006/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=x"


@pytest.fixture
def call(endpoint):
    """Sends one operation; returns status, headers and parsed body."""

    def call(operation, body, path="/", **headers):
        connection = http.client.HTTPConnection(urlparse(endpoint).netloc)
        headers = {
            "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": f"AmazonSQS.{operation}",
            "Authorization": AUTHORIZATION,
        } | headers
        headers = {name: value for name, value in headers.items() if value is not None}
        text = body if isinstance(body, str) else json.dumps(body)
        connection.request("POST", path, text, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, response.headers, json.loads(content or "{}")

    return call


def test_success(call, queue):
    status, headers, body = call("GetQueueAttributes", {"QueueUrl": queue, "AttributeNames": ["VisibilityTimeout"]})
    assert status == 200
    assert headers["Content-Type"] == "application/x-amz-json-1.0"
    assert headers["x-amzn-RequestId"]
    assert body == {"Attributes": {"VisibilityTimeout": "30"}}


def test_the_path_of_the_queue_works_too(call, queue):
    status, _, body = call("SendMessage", {"QueueUrl": queue, "MessageBody": "x"}, path=urlparse(queue).path)
    assert status == 200 and body["MessageId"]


def test_unknown_members_are_ignored(call, queue):
    status, _, _ = call("SendMessage", {"QueueUrl": queue, "MessageBody": "x", "Colour": {"deep": [1, None]}})
    assert status == 200


def test_escapes_in_requests_are_undone(call, queue, receive):
    text = '{"QueueUrl":"%s","MessageBody":"\\u0048i \\ud83c\\udf89\\/\\"\\\\"}' % queue.replace("/", "\\/")
    assert call("SendMessage", text)[0] == 200
    assert receive(queue)[0]["Body"] == 'Hi 🎉/"\\'


def test_error(call):
    status, headers, body = call("GetQueueUrl", {"QueueName": "nowhere"})
    assert status == 400
    assert headers["x-amzn-query-error"] == "AWS.SimpleQueueService.NonExistentQueue;Sender"
    assert headers["Content-Type"].startswith("application/x-amz-json-1.0")
    assert headers["x-amzn-RequestId"]
    assert body["__type"] == "com.amazonaws.sqs#QueueDoesNotExist"
    assert body.get("message", body.get("Message")) == "The specified queue does not exist."


@pytest.mark.moto_differs("moto answers 500 with an HTML page")
def test_unknown_operation(call):
    status, _, body = call("MakeCoffee", {})
    assert status == 400
    assert body["__type"].endswith("#UnknownOperationException")


@pytest.mark.moto_differs("moto answers with S3's list of buckets")
def test_unsigned_requests_are_refused(call, queue):
    status, _, body = call("SendMessage", {"QueueUrl": queue, "MessageBody": "x"}, Authorization=None)
    assert status == 403
    assert body["__type"].endswith("#MissingAuthenticationTokenException")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"QueueName": 7}', '{"QueueName": "a",}', '{"QueueName": "\\ud800"}'])
@pytest.mark.moto_differs("moto crashes or takes it, according to the mistake")
def test_requests_that_are_not_the_json_asked_for_are_refused(call, text):
    status, _, body = call("GetQueueUrl", text)
    assert status == 400
    assert body["__type"].endswith("#SerializationException")


@pytest.mark.parametrize("operation", ["SendMessage", "ReceiveMessage", "DeleteMessageBatch", "PurgeQueue"])
@pytest.mark.moto_differs("moto looks for a queue by the path then")
def test_missing_queue_url_is_told(call, operation):
    status, headers, _ = call(operation, {})
    assert status == 400
    assert headers["x-amzn-query-error"] == "MissingParameter;Sender"


@pytest.mark.moto_differs("moto only looks at the last part of a URL and finds no queue")
def test_a_url_without_a_queue_is_no_address(call, endpoint):
    status, _, body = call("ReceiveMessage", {"QueueUrl": f"{endpoint}/"})
    assert status == 404
    assert body["__type"].endswith("#InvalidAddress")


def test_operations_without_a_result_answer_with_an_empty_object_or_nothing(call, queue):
    assert call("SetQueueAttributes", {"QueueUrl": queue, "Attributes": {"DelaySeconds": "1"}})[::2] == (200, {})


def test_null_members_count_as_absent(call, queue):
    request = {"QueueUrl": queue, "MessageBody": "x", "DelaySeconds": None}
    assert call("SendMessage", request)[0] == 200
