"""The live page shows what the exporter tells, and nothing that an event could have made of it."""

import pytest
from playwright.sync_api import expect

HOSTILE = "<img src=x onerror=alert(1)>"


def rows(page):
    """Type, count and sum of each row, exactly."""
    return page.evaluate(
        """() => [...document.querySelectorAll('#types tr')].map(row => {
            const [count, sum] = row.querySelectorAll('data')
            return { type: row.querySelector('th').textContent, count: Number(count.value), sum: Number(sum.value) }
        })"""
    )


def figure(page, selector):
    return int(page.locator(selector).get_attribute("value"))


def in_order(summaries):
    """As the page lists them: the commonest first."""
    return sorted(summaries, key=lambda summary: (-summary["count"], summary["type"]))


def answer_with(path, body, status=200):
    """Has the browser answer a path in the exporter's place."""
    return lambda page: page.route(f"**/{path}", lambda route: route.fulfill(json=body, status=status))


def test_numbers_equal_stats(live, ask):
    page = live()
    stats = ask("/stats")
    assert len(stats) > 3
    assert rows(page) == in_order(stats)
    assert figure(page, "#events") == sum(summary["count"] for summary in stats)


def test_numbers_equal_status(live, ask):
    page = live()
    status = ask("/status")
    messages = status["messages"]
    assert messages["rejected"] > 0
    for name in ["received", "counted", "duplicate", "rejected", "dead_lettered", "deleted", "inflight"]:
        assert figure(page, f"[data-figure='messages.{name}']") == messages[name]
    for reason, count in messages["rejected_by_reason"].items():
        expect(page.locator("#reasons")).to_contain_text(f"{count} {reason}")
    source, dead = status["queues"]
    expect(page.locator("h1")).to_have_text(source["name"])
    assert figure(page, "#waiting") == source["visible"]
    assert figure(page, "#dead") == dead["visible"] + dead["not_visible"] + dead["delayed"] > 0
    expect(page.locator(".queue").nth(1)).to_contain_text("Not empty for")


def test_numbers_change_as_events_arrive(live, send):
    page = live()
    before = figure(page, "#events")
    for _ in range(7):
        send("arrives", 2.5)
    page.wait_for_function("before => document.querySelector('#events').value == before + 7", arg=before)
    row = page.locator("#types tr", has_text="arrives").locator("data")
    assert [row.nth(0).get_attribute("value"), row.nth(1).get_attribute("value")] == ["7", "17.5"]
    assert float(page.locator("#rate").get_attribute("value")) > 0


def test_hostile_type_is_text(live, send):
    page = live()
    send(HOSTILE)
    expect(page.get_by_role("rowheader", name=HOSTILE)).to_have_text(HOSTILE)
    assert page.locator("img").count() == 0


def test_policy_refuses_markup_from_text(live, watch):
    page = live()
    watch.expected = ["TrustedHTML"]
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate("document.body.innerHTML = '<p>markup</p>'")


def test_condition_in_words(open_page, ask):
    status = ask("/status")
    expect(open_page("/").locator("#condition")).to_contain_text("Consuming")
    for changes, word in [({"ready": False}, "Not consuming"), ({"healthy": False, "ready": False}, "Not working")]:
        told = {**status, **changes, "problems": ["the queue is <b>gone</b>"]}
        page = open_page("/", prepare=answer_with("status", told))
        expect(page.locator("#condition")).to_have_text(f"{word}: the queue is <b>gone</b>")


def test_asks_for_a_reload_where_it_does_not_understand(open_page, watch):
    watch.expected = ["TypeError"]
    page = open_page("/", prepare=answer_with("status", {"version": "9"}))
    expect(page.locator("#condition")).to_contain_text("The answer is not understood: reload the page.")


def test_says_why_sums_are_missing(open_page, watch):
    watch.expected = ["503"]
    page = open_page("/", prepare=answer_with("stats", {"error": "the ledger is away"}, status=503))
    expect(page.locator("#types-problem")).to_have_text("The sums cannot be told now: the ledger is away")
    expect(page.locator("#condition")).to_contain_text("Consuming")


def test_sorts_by_click(live, ask):
    page = live()
    by_sum = page.get_by_role("button", name="Sum")
    by_sum.click()
    expect(page.get_by_role("columnheader", name="Sum")).to_have_attribute("aria-sort", "descending")
    sums = [row["sum"] for row in rows(page)]
    assert sums == sorted(sums, reverse=True)
    by_sum.click()
    assert [row["sum"] for row in rows(page)] == sorted(sums)


def test_thousands_of_types_do_not_freeze_it(open_page):
    stats = [{"type": f"type {number}", "count": number + 1, "sum": 0.5} for number in range(10_000)]
    page = open_page("/", prepare=answer_with("stats", stats))
    page.wait_for_selector("#types tr")
    assert page.locator("#types tr").count() == 100
    assert rows(page)[0]["count"] == 10_000
    expect(page.locator("caption")).to_have_text("The first 100 of 10,000 types; all are in Stats.")
    took = page.evaluate(
        """async () => {
            const begin = performance.now()
            const filter = document.getElementById('filter-text')
            filter.value = 'TYPE 77'
            filter.dispatchEvent(new Event('input'))
            await new Promise(requestAnimationFrame)
            return performance.now() - begin
        }"""
    )
    assert took < 1_000
    expect(page.locator("caption")).to_have_text("The first 100 of 111 of 10,000 types; all are in Stats.")


def test_numbers_are_the_readers(open_page):
    stats = [{"type": "large", "count": 1234567, "sum": 1e300}, {"type": "over", "count": 1, "sum": None}]
    page = open_page("/", prepare=answer_with("stats", stats), locale="de-DE")
    page.wait_for_selector("#types tr")
    count, sum_ = page.locator("#types tr").first.locator("data").all()[:2]
    expect(count).to_have_text("1.234.567")
    expect(sum_).to_have_text("1E300")
    assert [count.get_attribute("value"), sum_.get_attribute("value")] == ["1234567", "1e+300"]
    expect(page.locator("#types tr").nth(1)).to_contain_text("too large")


def test_asks_only_while_it_is_seen(live):
    page = live()
    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => window.isHidden, configurable: true })")
    page.evaluate("window.isHidden = true")
    page.wait_for_timeout(2_500)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(5_000)
    assert asked == []
    with page.expect_response("**/stats"):
        page.evaluate("window.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")
