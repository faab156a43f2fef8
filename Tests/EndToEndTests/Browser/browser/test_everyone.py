"""The pages are for everyone: by keyboard, by screen reader, on a phone, without JavaScript, behind a proxy."""

import http.server
import threading
import urllib.parse
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PAGES = {"/": "#types tr", "/docs": "article"}
FOCUSABLE = "a[href], button, input, select, summary, [tabindex]"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, path, scheme):
    # Without the policy, which has the browser refuse axe too.
    page = open_page(path, color_scheme=scheme, bypass_csp=True)
    page.wait_for_selector(PAGES[path])
    for summary in page.locator("summary").all():
        summary.click()
    for send in page.get_by_role("button", name="Send").all()[:2]:
        send.click()
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    results = Axe().run(page, options=options)
    assert len(results.response["passes"]) > 20
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_everything_is_reached_by_tab_and_seen_to_be(open_page, path):
    page = open_page(path)
    page.wait_for_selector(PAGES[path])
    expected = page.evaluate(
        "selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility()).length",
        FOCUSABLE,
    )
    assert expected > 6
    for place in range(expected):
        page.keyboard.press("Tab")
        index, outline = page.evaluate(
            """selector => {
                const visible = [...document.querySelectorAll(selector)].filter(element => element.checkVisibility())
                return [visible.indexOf(document.activeElement), getComputedStyle(document.activeElement).outlineStyle]
            }""",
            FOCUSABLE,
        )
        assert (index, outline) == (place, "solid")


def test_sorts_by_keyboard(live):
    page = live()
    page.get_by_role("button", name="Type").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Type")).to_have_attribute("aria-sort", "ascending")
    types = page.locator("#types th").all_text_contents()
    assert types == sorted(types)
    assert page.evaluate("document.activeElement.textContent") == "Type"


def test_chart_is_told_in_words(live):
    page = live()
    chart = page.get_by_role("img", name="Events per second over the last")
    expect(chart).to_be_visible(timeout=15_000)


def test_a_screen_reader_hears_of_changes_only(live):
    page = live()
    page.evaluate(
        """() => {
            window.changes = 0
            const observer = new MutationObserver(records => window.changes += records.length)
            const options = { childList: true, characterData: true, subtree: true }
            for (const region of document.querySelectorAll('[role=status], [aria-live]')) observer.observe(region, options)
        }"""
    )
    for _ in range(3):
        with page.expect_response("**/stats"):
            pass
    assert page.evaluate("window.changes") == 0


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_a_phone(open_page, path, width, send):
    send("a-type-of-128-bytes-without-a-space-" + "x" * 92)
    page = open_page(path, viewport={"width": width, "height": 800})
    page.wait_for_selector(PAGES[path])
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_nothing_moves(live):
    page = live(reduced_motion="reduce")
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("path", PAGES)
def test_has_its_links_without_javascript(open_page, path):
    page = open_page(path, java_script_enabled=False)
    for link in ["Metrics", "Stats", "Status", "Health", "Ready", "API"]:
        expect(page.get_by_role("navigation").get_by_role("link", name=link, exact=True)).to_be_visible()
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.get_by_text("Connecting")).to_be_hidden()


class Prefix(http.server.BaseHTTPRequestHandler):
    """A proxy that serves the exporter below /team/exporter."""

    prefix = "/team/exporter"

    def do_GET(self):
        if not self.path.startswith(self.prefix + "/"):
            return self.send_error(404)
        with urllib.request.urlopen(self.server.exporter + self.path.removeprefix(self.prefix)) as answer:
            body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("connection", "date"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def prefixed(exporter, watch):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Prefix)
    server.exporter = exporter
    threading.Thread(target=server.serve_forever, daemon=True).start()
    watch.host = f"127.0.0.1:{server.server_port}"
    yield f"http://{watch.host}{Prefix.prefix}"
    server.shutdown()


def test_works_below_a_prefix(open_page, prefixed):
    page = open_page(prefixed + "/")
    page.wait_for_selector("#types tr")
    page.get_by_role("link", name="API").click()
    page.wait_for_selector("article")
    place = page.locator("article").filter(has=page.locator("h3 code:text-is('/status')"))
    expect(place.locator(".command")).to_have_text(f"curl '{prefixed}/status'")
    place.get_by_role("button", name="Send").click()
    expect(place.get_by_role("status")).to_contain_text("200 OK")
    page.get_by_role("link", name="sqs-exporter").click()
    page.wait_for_selector("#types tr")
    assert urllib.parse.urlsplit(page.url).path == Prefix.prefix + "/"
