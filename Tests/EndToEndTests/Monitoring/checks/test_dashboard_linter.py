"""The rules of Grafana's dashboard-linter, and for each a mistake that it has to find."""

import copy

import pytest

from dashboards import BOARDS, panels, targets
from linter_rules import RULES


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("rule", RULES)
def test_dashboard_linter(rule, name):
    assert RULES[rule](BOARDS[name]) == []


def first(items, **wanted):
    return next(item for item in items if all(item.get(key) == value for key, value in wanted.items()))


def variable_mistake(variable, **change):
    return lambda board: first(board["templating"]["list"], name=variable).update(change)


def panel_mistake(**change):
    return lambda board: next(panels(board)).update(change)


def expr_mistake(expr):
    return lambda board: next(targets(board))[1].update(expr=expr)


MATCHED = '{job=~"$job", instance=~"$instance"}'
MISTAKES = [
    ("template-datasource-rule", variable_mistake("datasource", label="Source")),
    ("template-datasource-rule", lambda board: board["templating"]["list"].pop(0)),
    ("template-job-rule", variable_mistake("job", multi=False)),
    ("template-job-rule", variable_mistake("job", name="jobs")),
    ("template-instance-rule", variable_mistake("instance", allValue=".*")),
    ("template-instance-rule", variable_mistake("instance", datasource={"uid": "prometheus"})),
    ("template-label-promql-rule", variable_mistake("queue", query="label_values(up{, queue)")),
    ("template-label-promql-rule", variable_mistake("queue", query="values(up, queue)")),
    ("template-on-time-change-reload-rule", variable_mistake("queue", refresh=1)),
    ("panel-datasource-rule", panel_mistake(datasource={"uid": "prometheus"})),
    ("panel-title-description-rule", panel_mistake(title="")),
    ("panel-title-description-rule", panel_mistake(description="")),
    ("panel-units-rule", panel_mistake(fieldConfig={"defaults": {"unit": "events"}, "overrides": []})),
    ("panel-units-rule", panel_mistake(fieldConfig={"defaults": {}, "overrides": []})),
    ("panel-no-targets-rule", panel_mistake(targets=[])),
    ("target-logql-rule", panel_mistake(datasource={"type": "loki", "uid": "${datasource}"})),
    (
        "target-logql-auto-rule",
        panel_mistake(datasource={"type": "loki"}, targets=[{"expr": 'rate({app="exporter"}[5m])'}]),
    ),
    ("target-promql-rule", expr_mistake("sum(rate(events_total[$__rate_interval])")),
    ("target-rate-interval-rule", expr_mistake(f"sum(rate(events_total{MATCHED}[5m]))")),
    ("target-job-rule", expr_mistake('up{instance=~"$instance"}')),
    ("target-job-rule", expr_mistake('up{job="$job", instance=~"$instance"}')),
    ("target-instance-rule", expr_mistake(f'up{MATCHED} and up{{job=~"$job"}}')),
    ("target-counter-agg-rule", expr_mistake(f"sum(events_total{MATCHED})")),
    ("target-counter-agg-rule", expr_mistake(f"rate(sum(events_total{MATCHED})[5m:])")),
    ("target-counter-agg-rule", expr_mistake(f"delta(event_value_bucket{MATCHED}[5m])")),
    ("uneditable-dashboard", lambda board: board.pop("editable")),
]


def test_every_rule_of_the_linter_has_a_planted_mistake():
    assert len(RULES) == 17
    assert {rule for rule, _ in MISTAKES} == set(RULES)


@pytest.mark.parametrize(("rule", "plant"), MISTAKES, ids=[rule for rule, _ in MISTAKES])
def test_dashboard_linter_finds_a_planted_mistake(rule, plant):
    board = copy.deepcopy(BOARDS["events"])
    plant(board)
    assert RULES[rule](board) != []
