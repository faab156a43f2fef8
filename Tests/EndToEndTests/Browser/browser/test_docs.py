"""On the page of the API each call can be tried."""

import json
import shlex
import urllib.error
import urllib.parse
import urllib.request

import pytest
from playwright.sync_api import expect


OPTIONS = {"GET": [], "HEAD": ["--head"]}


@pytest.fixture
def docs(open_page):
    page = open_page("/docs")
    page.wait_for_selector("article")
    return page


def article(page, path):
    return page.locator("article").filter(has=page.locator(f"h3 code:text-is('{path}')"))


def ask_directly(method, url):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_has_every_call(docs, ask):
    paths = ask("/openapi.json")["paths"]
    assert len(paths) > 8
    assert sorted(docs.locator("article h3 code").all_text_contents()) == sorted(paths)
    for path, item in paths.items():
        options = article(docs, path).get_by_label("Method").locator("option").all_text_contents()
        assert options == [method.upper() for method in item if method != "parameters"]
        for status in item.get("get", item.get("post"))["responses"]:
            expect(article(docs, path).locator(".answers strong", has_text=status)).to_be_visible()


def test_each_call_can_be_tried(docs, ask, exporter, watch):
    # What changes something is not enabled.
    watch.expected = ["403"]
    for path, item in ask("/openapi.json")["paths"].items():
        place = article(docs, path)
        for method in place.get_by_label("Method").locator("option").all_text_contents():
            place.get_by_label("Method").select_option(method)
            words = shlex.split(place.locator(".command").inner_text())
            assert words[:-1] == ["curl"] + OPTIONS.get(method, ["--request", method])
            assert words[-1].startswith(exporter)
            place.get_by_role("button", name="Send").click()
            status, body = ask_directly(method, words[-1])
            expect(place.get_by_role("status")).to_contain_text(f"{status} ")
            shown = place.get_by_role("group", name=f"Answer of {path}").inner_text()
            assert shown.startswith("content-type: ")
            if method == "HEAD":
                assert "\n\n" not in shown
            elif "application/json" in shown and path != "/status":
                assert json.loads(shown.split("\n\n", 1)[1]) == json.loads(body)
            elif path.startswith("/assets/"):
                assert shown.split("\n\n", 1)[1].strip() == body.strip()


def test_parameter_is_encoded_and_quoted(docs, exporter, watch):
    watch.expected = ["404"]
    place = article(docs, "/stats/{type}")
    place.get_by_role("textbox", name="type").fill("it's/50 % <off>")
    url = f"{exporter}/stats/it's%2F50%20%25%20%3Coff%3E"
    assert shlex.split(place.locator(".command").inner_text()) == ["curl", url]
    place.get_by_role("textbox", name="type").press("Enter")
    expect(place.get_by_role("status")).to_contain_text("404 Not Found in ")
    expect(place.get_by_role("group", name="Answer of")).to_contain_text(
        "no event of this type has been counted: it's/50 % <off>"
    )
    assert urllib.parse.urlsplit(docs.url).path == "/docs"


def test_long_answer_is_cut(docs):
    place = article(docs, "/metrics")
    place.get_by_role("button", name="Send").click()
    shown = place.get_by_role("group", name="Answer of /metrics")
    expect(shown).to_contain_text("# TYPE ")
    expect(shown).to_contain_text("characters more")
    assert len(shown.inner_text()) < 43_000


def test_members_and_examples_can_be_read(docs):
    place = article(docs, "/status")
    place.locator("summary", has_text="200").click()
    expect(place.locator(".members dt", has_text="messages.rejected_by_reason")).to_be_visible()
    expect(place.get_by_role("group", name="Example")).to_contain_text('"role": "dead_letter"')
