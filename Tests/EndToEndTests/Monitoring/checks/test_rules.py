"""The rules, their unit tests and their runbooks say the same, and the official tools find nothing to say."""

import re
import subprocess

import pytest

from rules import ALERTS, FOLDER, RECORDS, ROOT, TEST_FILES, UNIT_TESTS, read, selectors

RUNBOOKS = (FOLDER / "runbooks.md").read_text()
RUNBOOK_URL = "https://github.com/sqs-exporter/sqs-exporter/blob/main/prometheus/runbooks.md"
HEADINGS = re.findall(r"^## (.+)$", RUNBOOKS, re.MULTILINE)
RUNBOOK_QUERIES = "".join(re.findall(r"```promql\n(.*?)```", RUNBOOKS, re.DOTALL)).splitlines()
RUNBOOK_PARTS = ["Means", "Impact", "Look", "Do", "Why"]
HISTOGRAM_SUFFIXES = ("_bucket", "_sum", "_count")
ADDED_BY_PROMETHEUS = {"job", "instance"}

every_alert = pytest.mark.parametrize("alert", ALERTS, ids=str)
every_rule = pytest.mark.parametrize("rule", ALERTS + RECORDS, ids=str)


def labels_by_metric():
    """The README's table; `up` is Prometheus's own."""
    section = (ROOT / "README.md").read_text().partition("\n## Metrics\n")[2].partition("\n## ")[0]
    metrics = {"up": set()}
    for name, kind, cell in re.findall(r"^\| `(\w+)` \| (\w+) \|([^|]*)\|", section, re.MULTILINE):
        labels = set(re.findall(r"`(\w+)`", cell))
        if kind == "histogram":
            metrics |= {name + suffix: labels | {"le"} for suffix in HISTOGRAM_SUFFIXES}
        else:
            metrics[name] = labels
    assert len(metrics) > 40, "the README's table of metrics was not found"
    return metrics


def run(*command):
    outcome = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout.strip()


@every_alert
def test_an_alert_has_what_a_person_needs(alert):
    assert re.fullmatch(r"SQSExporter([A-Z]+[a-z]+)+", alert.name)
    assert alert.labels["severity"] in ("critical", "warning", "info")
    assert "{{" not in alert.annotations["summary"] and alert.annotations["summary"].endswith(".")
    assert "{{" in alert.annotations["description"] and alert.annotations["description"].endswith(".")
    assert alert.annotations["runbook_url"] == f"{RUNBOOK_URL}#{alert.name.lower()}"
    assert alert.name in HEADINGS


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_runbook_belongs_to_an_alert_and_is_whole(heading):
    assert heading in {alert.name for alert in ALERTS}
    text = RUNBOOKS.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\*\*(\w+)", text, re.MULTILINE) == RUNBOOK_PARTS


def test_links_within_the_runbooks_lead_somewhere():
    links = re.findall(r"\]\(#([^)]+)\)", RUNBOOKS)
    assert links and set(links) <= {heading.lower() for heading in HEADINGS}
    assert all((FOLDER / file).exists() for file in re.findall(r"\]\(([^#)]+)\)", RUNBOOKS))


@every_alert
def test_unit_tests_see_an_alert_fire_stay_quiet_and_end(alert):
    fires = stays_quiet = ends = False
    for test in UNIT_TESTS:
        is_firing = False
        for expectation in test.get("alert_rule_test", []):
            if expectation["alertname"] == alert.name:
                was_firing = is_firing
                severities = [expected["exp_labels"]["severity"] for expected in expectation["exp_alerts"]]
                is_firing = alert.labels["severity"] in severities
                fires |= is_firing
                stays_quiet |= not severities
                ends |= was_firing and not severities
    assert fires and stays_quiet and ends


@pytest.mark.parametrize("name", sorted({record.name for record in RECORDS}))
def test_a_recorded_series_is_tested_and_used(name):
    asked = [question["expr"] for test in UNIT_TESTS for question in test.get("promql_expr_test", [])]
    assert any(name in expr for expr in asked)
    assert any(name == selector.name for alert in ALERTS for selector in selectors(alert.expr))


@every_rule
def test_a_rule_names_only_metrics_and_labels_that_exist(rule):
    assert_known(selectors(rule.expr))


@pytest.mark.parametrize("query", RUNBOOK_QUERIES)
def test_a_query_of_the_runbooks_names_only_metrics_and_labels_that_exist(query):
    assert_known(selectors(query))


def assert_known(selectors):
    recorded, metrics = {record.name for record in RECORDS}, labels_by_metric()
    for selector in selectors:
        assert selector.name in recorded | set(metrics)
        if selector.name in metrics:
            matched = {matcher.name for matcher in selector.matchers.matchers}
            assert matched <= metrics[selector.name] | ADDED_BY_PROMETHEUS, selector


def test_the_job_that_rules_name_is_scraped():
    jobs = {job["job_name"] for job in read(FOLDER / "prometheus.yml")["scrape_configs"]}
    named = {
        matcher.value
        for rule in ALERTS + RECORDS
        for selector in selectors(rule.expr)
        for matcher in selector.matchers.matchers
        if matcher.name == "job"
    }
    assert named and named <= jobs


def test_the_watched_types_are_sent_by_the_producer():
    sent = re.findall(r'EventType\(name: "(\w+)"', (ROOT / "Sources/SQSExporter/Producer/EventType.swift").read_text())
    watched = [rule.labels["event_type"] for rule in RECORDS if rule.name == "event_type:silence_limit_seconds"]
    assert watched and set(watched) <= set(sent)


def test_inhibition_speaks_of_alerts_that_exist():
    config = (FOLDER / "alertmanager.yml").read_text()
    patterns = re.findall(r"alertname =~? \"?([\w()|]+)", config)
    assert patterns
    for pattern in patterns:
        head, _, choices = pattern.partition("(")
        names = {head + choice + pattern.partition(")")[2] for choice in choices.partition(")")[0].split("|")}
        assert names <= {alert.name for alert in ALERTS}


@pytest.mark.parametrize("severity, receiver", [("critical", "page"), ("warning", "ticket"), ("info", "none")])
def test_an_alert_goes_where_its_severity_says(severity, receiver):
    command = ["amtool", "config", "routes", "test", "--config.file=alertmanager.yml", f"severity={severity}"]
    assert run(*command) == receiver


def test_promtool_and_amtool_find_nothing_to_say():
    run("promtool", "check", "config", "--lint=all", "--lint-fatal", "prometheus.yml")
    run("promtool", "check", "rules", "--lint=all", "--lint-fatal", *read(FOLDER / "prometheus.yml")["rule_files"])
    run("amtool", "check-config", "alertmanager.yml")


@pytest.mark.parametrize("path", TEST_FILES, ids=lambda path: path.name)
def test_unit_tests_pass(path):
    run("promtool", "test", "rules", str(path))
