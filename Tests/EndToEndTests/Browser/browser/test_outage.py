"""The live page when the exporter hangs, comes back and goes away for good."""

import os
import re
import signal

import pytest
from playwright.sync_api import expect


@pytest.fixture
def process(request):
    process = request.config.getoption("--process")
    yield process
    try:
        os.kill(process, signal.SIGCONT)
    except ProcessLookupError:
        pass


def test_says_when_the_exporter_is_away(live, send, process, watch):
    send("before")
    page = live()
    condition = page.locator("#condition")
    expect(condition).to_have_text("Consuming and healthy")

    os.kill(process, signal.SIGSTOP)
    said = re.compile(r"No answer from the exporter\. The figures are from .+\. The page goes on trying\.")
    expect(condition).to_have_text(said, timeout=30_000)
    expect(page.get_by_role("rowheader", name="before")).to_be_visible()

    os.kill(process, signal.SIGCONT)
    expect(condition).to_have_text("Consuming and healthy", timeout=30_000)
    send("after")
    expect(page.get_by_role("rowheader", name="after")).to_be_visible(timeout=30_000)

    watch.expected = ["ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE"]
    os.kill(process, signal.SIGTERM)
    expect(condition).to_have_text(said, timeout=30_000)
    assert page.title().startswith("⚠")

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(12_000)
    # Both questions after 2, 4 and 8 seconds, more or less; not every other second.
    assert 2 <= len(asked) <= 8
