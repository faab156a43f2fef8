"""The queries of the dashboards: metrics and labels are those of README.md, used as their types want."""

import json
import re

import promql_parser as promql
import pytest

from dashboards import (
    BOARDS,
    ROOT,
    annotation_queries,
    enclosing_call,
    label_values,
    matchers,
    panels,
    selectors,
    target_queries,
    variables,
)

# What Prometheus itself says of a target, and of alerts.
PROMETHEUS_METRICS = {"up", "scrape_samples_scraped", "scrape_duration_seconds", "ALERTS"}
# Grafana's own names in queries and links.
GRAFANA_VARIABLES = {"__rate_interval", "__range", "__url_time_range", "datasource"}

every_board = pytest.mark.parametrize("name", BOARDS)


def readme_metrics():
    """Type and labels by name; `process_…` is no name."""
    table = (ROOT / "README.md").read_text().split("\n## Metrics\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (counter|gauge|histogram) \| (.*?) \|", table, re.MULTILINE)
    return {name: (kind, set(re.findall(r"`(\w+)`", labels))) for name, kind, labels in rows}


README_METRICS = readme_metrics()


def base(name):
    """The README's metric that a series belongs to; nothing where there is none."""
    if name in README_METRICS:
        return name
    family = re.sub(r"_(bucket|count|sum)$", "", name)
    return family if family in README_METRICS and README_METRICS[family][0] == "histogram" else None


def used_selectors():
    queries = [(str(query), query.expr) for query in target_queries() + annotation_queries()]
    queries += [
        (f"{name}: {variable['name']}", label_values(variable["query"])[0])
        for name, board in BOARDS.items()
        for variable in variables(board, "query")
    ]
    return [(place, selector, parents) for place, expr in queries for selector, parents in selectors(expr)]


def test_every_metric_of_a_board_is_in_the_readme():
    unknown = {
        (place, selector.name)
        for place, selector, _ in used_selectors()
        if not base(selector.name)
        and selector.name not in PROMETHEUS_METRICS
        and not selector.name.startswith("process_")
    }
    assert unknown == set()


def test_every_metric_of_the_readme_is_on_a_board():
    assert len(README_METRICS) > 40
    assert set(README_METRICS) - {base(selector.name) for _, selector, _ in used_selectors()} == set()


def test_every_label_of_a_board_is_one_of_the_metric():
    unknown = [
        (place, selector.name, label)
        for place, selector, _ in used_selectors()
        if base(selector.name)
        for label in set(matchers(selector)) - README_METRICS[base(selector.name)][1] - {"job", "instance"}
    ]
    assert unknown == []


def test_counters_are_rated_and_gauges_are_not():
    """`rate` of a gauge and `delta` of a counter give numbers, and wrong ones."""
    for place, selector, parents in used_selectors():
        kind = README_METRICS[base(selector.name)][0] if base(selector.name) else None
        if kind == "gauge":
            assert enclosing_call(parents) not in ("rate", "irate", "increase"), place
        elif kind:
            assert enclosing_call(parents) not in ("delta", "deriv"), place


def test_what_all_replicas_say_of_a_queue_is_not_added_up():
    """The aggregation that puts replicas together takes one of them, or their mean."""
    for place, selector, parents in used_selectors():
        if selector.name.startswith("sqs_queue_"):
            aggregations = [node for node in parents if isinstance(node, promql.AggregateExpr)]
            together = [node.op for node in aggregations if not node.modifier or "instance" not in node.modifier.labels]
            assert str(together[-1]).lower() in ("max", "min", "avg"), place


@every_board
def test_variables_are_used_and_used_ones_are_defined(name):
    board = BOARDS[name]
    text = json.dumps({key: board[key] for key in ("panels", "annotations")})
    used = set(re.findall(r"\$\{?(\w+)", text))
    defined = {variable["name"] for variable in variables(board, "query")}
    assert used - GRAFANA_VARIABLES == defined


@every_board
def test_multiple_targets_have_names_of_their_own(name):
    for panel in panels(BOARDS[name]):
        ids = [target["refId"] for target in panel["targets"]]
        assert len(ids) == len(set(ids)), panel["title"]
        if panel["type"] == "timeseries":
            legends = [target["legendFormat"] for target in panel["targets"]]
            assert len(legends) == len(set(legends)), panel["title"]
