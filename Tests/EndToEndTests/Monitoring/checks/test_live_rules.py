"""The rules in a real Prometheus that scrapes a real exporter, fed by a producer with some invalid events.

`PROMETHEUS_URL` names it. Its rule files are those of prometheus/, its job is `sqs-exporter`, and its scrapes and
evaluations are a second or so apart. The exporter runs with `AWS_CREDENTIAL_EXPIRATION` set to a far time, so that
every metric that a rule asks for is there.
"""

import re
import time

import pytest

from rules import ALERTS, RECORDS, questions

# A watched type may be rare, and a rate needs two scrapes.
PATIENCE_SECONDS = 60

# What may be pending or firing on a healthy run.
RIGHT = {
    "SQSExporterDeadLetterQueueNotEmpty": "the producer's invalid events go to the dead-letter queue",
    "SQSExporterDeadLetterQueueGrowing": "and there are ever more of them",
}


def test_prometheus_has_these_rules_and_they_work(prometheus):
    def evaluated():
        loaded = [rule for group in prometheus.get("rules")["groups"] for rule in group["rules"]]
        return loaded if all(rule["health"] != "unknown" for rule in loaded) else []

    loaded = eventually(evaluated)
    assert {rule["name"] for rule in loaded} == {rule.name for rule in ALERTS + RECORDS}
    assert [rule["lastError"] for rule in loaded if rule["health"] != "ok"] == []


@pytest.mark.parametrize("record", RECORDS, ids=str)
def test_a_recording_rule_records(record, prometheus):
    labels = ",".join(f'{name}="{value}"' for name, value in record.labels.items())
    assert eventually(lambda: prometheus.query(f"{record.name}{{{labels}}}"))


@pytest.mark.parametrize("rule", ALERTS + RECORDS, ids=str)
def test_every_part_of_a_rule_finds_series_and_partners(rule, prometheus):
    for question in questions(rule.expr):
        assert eventually(lambda: prometheus.query(question)), question


@pytest.mark.parametrize("alert", ALERTS, ids=str)
def test_an_alert_has_the_labels_that_its_description_speaks_of(alert, prometheus):
    spoken = set(re.findall(r"\$labels\.(\w+)", alert.annotations["description"]))
    found = eventually(lambda: prometheus.query(questions(alert.expr)[0]))
    assert found and all(spoken <= set(series["metric"]) for series in found), found


def test_nothing_else_is_wrong_on_a_healthy_run(prometheus):
    raised = {alert["labels"]["alertname"]: alert for alert in prometheus.get("alerts")["alerts"]}
    assert {name: alert for name, alert in raised.items() if name not in RIGHT} == {}


def test_exceptions_are_still_needed():
    assert set(RIGHT) <= {alert.name for alert in ALERTS}


def eventually(ask):
    """The first answer that is not empty, or an empty one when it has taken too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (answer := ask()) and time.monotonic() < deadline:
        time.sleep(0.5)
    return answer
