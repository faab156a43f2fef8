"""One suite for every server that claims to be SQS: python -m pytest --endpoint http://127.0.0.1:9324 --server localsqs"""

import time
import uuid

import boto3
import pytest
from botocore.config import Config


def pytest_addoption(parser):
    parser.addoption("--endpoint", required=True, help="where the server listens")
    parser.addoption("--server", choices=["localsqs", "moto"], default="localsqs")


def pytest_configure(config):
    config.addinivalue_line("markers", "moto_differs(reason): what moto does otherwise than AWS; expected to fail there")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--server") != "moto":
        return
    for item in items:
        for mark in item.iter_markers("moto_differs"):
            # A mark on a test of many parameters may hold for some of them; any other has to be let go once moto mends it.
            is_on_all = hasattr(item, "callspec") and mark in getattr(item.function, "pytestmark", [])
            item.add_marker(pytest.mark.xfail(reason=mark.args[0], strict=not is_on_all))


@pytest.fixture(scope="session")
def endpoint(request):
    return request.config.getoption("--endpoint")


@pytest.fixture(scope="session")
def sqs(endpoint):
    """A client that neither repeats a request nor checks its parameters, so that the server has to."""
    return boto3.client(
        "sqs",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, parameter_validation=False, read_timeout=15),
    )


@pytest.fixture
def make_queue(sqs):
    """Creates queues of unique names and deletes them after the test."""
    urls = []

    def make(name=None, **attributes):
        attributes = {key: str(value) for key, value in attributes.items()}
        url = sqs.create_queue(QueueName=name or f"q-{uuid.uuid4()}", Attributes=attributes)["QueueUrl"]
        urls.append(url)
        return url

    yield make
    for url in urls:
        try:
            sqs.delete_queue(QueueUrl=url)
        except sqs.exceptions.QueueDoesNotExist:
            pass


@pytest.fixture
def queue(make_queue):
    return make_queue()


@pytest.fixture
def send(sqs):
    def send(url, body="hello", **more):
        return sqs.send_message(QueueUrl=url, MessageBody=body, **more)

    return send


@pytest.fixture
def receive(sqs):
    """The messages of one receive; a list, empty when there are none."""

    def receive(url, maximum=10, **more):
        return sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=maximum, **more).get("Messages", [])

    return receive


@pytest.fixture
def attributes(sqs):
    def attributes(url, *names):
        return sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names or ["All"]).get("Attributes", {})

    return attributes


@pytest.fixture
def counts(attributes):
    """Visible, in flight, delayed."""

    def counts(url):
        all = attributes(url)
        return tuple(int(all["ApproximateNumberOfMessages" + kind]) for kind in ("", "NotVisible", "Delayed"))

    return counts


@pytest.fixture
def dead_letter_pair(make_queue, attributes):
    """A queue and its dead-letter queue."""

    def pair(max_receive_count=1, **more):
        target = make_queue()
        arn = attributes(target)["QueueArn"]
        policy = f'{{"deadLetterTargetArn":"{arn}","maxReceiveCount":{max_receive_count}}}'
        return make_queue(RedrivePolicy=policy, **more), target

    return pair


@pytest.fixture
def eventually():
    """Polls for a condition with a deadline."""

    def eventually(condition, seconds=5):
        deadline = time.monotonic() + seconds
        while not (result := condition()):
            assert time.monotonic() < deadline, "the condition never came true"
            time.sleep(0.05)
        return result

    return eventually
