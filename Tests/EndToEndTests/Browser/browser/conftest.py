"""Opens the pages of a running exporter in Debian's Chromium: python -m pytest --exporter http://127.0.0.1:8080 …"""

import json
import tempfile
import urllib.parse
import urllib.request

import boto3
import pytest
from playwright.sync_api import sync_playwright

TYPES = "#types tr"


def pytest_addoption(parser):
    parser.addoption("--exporter", required=True, help="the exporter's URL")
    parser.addoption("--queue", required=True, help="where its SQS is")
    parser.addoption("--process", type=int, help="the exporter's process, for tests that stop it")
    parser.addoption("--pictures", help="where screenshots go")
    parser.addoption("--seconds", type=int, default=20, help="how long a page is open before its picture is taken")


@pytest.fixture(scope="session")
def exporter(request):
    return request.config.getoption("--exporter")


@pytest.fixture(scope="session")
def ask(exporter):
    """Asks the exporter itself for the JSON of a path."""

    def ask(path):
        with urllib.request.urlopen(exporter + path, timeout=30) as answer:
            return json.load(answer)

    return ask


@pytest.fixture(scope="session")
def send(request):
    """Sends events as a producer would."""
    endpoint = request.config.getoption("--queue")
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    sqs = boto3.client("sqs", endpoint_url=endpoint, region_name="us-east-1", **keys)
    url = sqs.get_queue_url(QueueName="events")["QueueUrl"]

    def send(type, value=1.0):
        body = json.dumps({"type": type, "value": value, "occurred_at": "2020-10-06 10:02:05"})
        sqs.send_message(QueueUrl=url, MessageBody=body)

    return send


@pytest.fixture(scope="session")
def browser():
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        yield (
            chromium := playwright.chromium.launch(
                executable_path="/usr/bin/chromium",
                args=["--no-sandbox"],
                env={"HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            )
        )
        chromium.close()


class Watch:
    """What a page does that a reader does not see."""

    def __init__(self, host):
        self.host = host
        self.errors = []
        self.foreign = []
        self.expected = ()

    def listen(self, page):
        page.on("console", lambda message: message.type == "error" and self.fail(message.text))
        page.on("pageerror", lambda error: self.fail(str(error)))
        page.on("dialog", lambda dialog: (self.fail(f"a dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", self.note)

    def fail(self, text):
        if not any(expected in text for expected in self.expected):
            self.errors.append(text)

    def note(self, request):
        if urllib.parse.urlsplit(request.url).netloc != self.host:
            self.foreign.append(request.url)


@pytest.fixture
def watch(exporter):
    """Fails the test if a page had an error or asked another host; `expected` are texts of errors that belong to it."""
    watch = Watch(urllib.parse.urlsplit(exporter).netloc)
    yield watch
    assert watch.errors == []
    assert watch.foreign == []


@pytest.fixture
def open_page(browser, exporter, watch):
    """Opens a path in a context of its own, with the options of Playwright's `new_context`."""
    contexts = []

    def open_page(path="/", prepare=lambda page: None, **options):
        context = browser.new_context(base_url=exporter, **options)
        contexts.append(context)
        page = context.new_page()
        watch.listen(page)
        prepare(page)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def live(open_page):
    """The live page with figures on it."""

    def live(**options):
        page = open_page("/", **options)
        page.wait_for_selector(TYPES)
        return page

    return live
