"""Every query of the dashboards against a real Prometheus that scrapes a busy exporter: an empty answer is a mistake.

`PROMETHEUS_URL` names it. It scrapes every second or so; some of the events are invalid, and the exporter runs with
`AWS_CREDENTIAL_EXPIRATION` set to a far time.
"""

import math
import re
import time

import pytest

from dashboards import (
    BOARDS,
    annotation_queries,
    label_values,
    legend_labels,
    panels,
    selectors,
    target_queries,
    variables,
)

PATIENCE_SECONDS = 60
# A rate needs two scrapes in its window.
LENGTHS = {"$__rate_interval": "1m", "$__range": "5m"}
ALL = ".+"

# Queries that are right to be empty while all is well. What they select is looked for all the same.
QUIET = {
    "events: Firing alerts": "no alert fires",
    "processing-health: Firing alerts": "no alert fires",
}
# Series that are not there while all is well.
ABSENT = {"ALERTS": "no alert fires"}

choices = pytest.mark.parametrize("choice", ["all", "one"])
every_query = pytest.mark.parametrize("query", target_queries() + annotation_queries(), ids=str)


@pytest.fixture(scope="module")
def values(prometheus):
    """What a person may choose: by board, all of each variable, or its first value, from left to right."""
    chosen = {}
    for name, board in BOARDS.items():
        one = {}
        for variable in variables(board, "query"):
            offered = eventually(ask_label_values, prometheus, variable["query"], one)
            assert offered, f"{name}: {variable['name']} offers nothing"
            one[variable["name"]] = escaped(offered[0])
        chosen[name] = {"all": dict.fromkeys(one, ALL), "one": one}
    return chosen


@choices
@every_query
def test_a_query_returns_numbers(query, choice, prometheus, values):
    expr = filled(query.expr, values[query.board][choice])
    if str(query) in QUIET:
        prometheus.query(expr)
        return
    found = eventually(finite, prometheus, expr)
    assert found, expr
    for labels in (series["metric"] for series in found):
        assert legend_labels(query.legend) <= set(labels), f"{query.legend} of {labels}"


@choices
@every_query
def test_every_selector_of_a_query_finds_series(query, choice, prometheus, values):
    """An expression may answer although one of its parts finds nothing."""
    for selector, _ in selectors(query.expr):
        if selector.name not in ABSENT:
            expr = filled(selector.prettify(), values[query.board][choice])
            assert eventually(prometheus.query, expr), expr


@pytest.mark.parametrize("name", BOARDS)
def test_every_variable_offers_values(name, values):
    assert all(values[name]["one"].values())


@pytest.mark.parametrize("name", BOARDS)
def test_every_override_finds_its_series(name, prometheus, values):
    for panel in panels(BOARDS[name]):
        if panel["type"] != "timeseries":
            continue
        shown = {
            rendered(target["legendFormat"], series["metric"])
            for target in panel["targets"]
            for series in prometheus.query(filled(target["expr"], values[name]["all"]))
        }
        for override in panel["fieldConfig"]["overrides"]:
            matcher, wanted = override["matcher"]["id"], override["matcher"]["options"]
            pattern = wanted.strip("/") if matcher == "byRegexp" else f"^{re.escape(wanted)}$"
            assert any(re.search(pattern, each) for each in shown), f"{panel['title']}: {wanted} in {shown}"


def test_exceptions_are_still_needed():
    assert set(QUIET) <= {str(query) for query in target_queries() + annotation_queries()}
    used = {selector.name for query in target_queries() + annotation_queries() for selector, _ in selectors(query.expr)}
    assert set(ABSENT) <= used


def filled(expr, chosen):
    for variable, value in {**LENGTHS, **{f"${name}": value for name, value in chosen.items()}}.items():
        expr = expr.replace(variable, value)
    assert "$" not in expr, expr
    return expr


def escaped(value):
    """As Grafana writes a chosen value into a regular expression within a string."""
    return re.sub(r"[\\^$*+?.()|[\]{}]", r"\\\\\g<0>", value)


def rendered(legend, labels):
    return re.sub(r"{{ *(\w+) *}}", lambda found: labels.get(found[1], found[1]), legend)


def finite(prometheus, expr):
    return [series for series in prometheus.query(expr) if math.isfinite(float(series["value"][1]))]


def ask_label_values(prometheus, query, chosen):
    selector, label = label_values(query)
    return prometheus.get(f"label/{label}/values", **{"match[]": filled(selector, chosen)})


def eventually(ask, *arguments):
    """The first answer that is not empty, or an empty one when it has taken too long."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (answer := ask(*arguments)) and time.monotonic() < deadline:
        time.sleep(0.5)
    return answer
