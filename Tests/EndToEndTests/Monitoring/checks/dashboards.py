"""The Grafana dashboards as data: boards, panels and queries, and PromQL as a tree."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import promql_parser as promql

ROOT = Path(__file__).resolve().parents[4]
BOARDS = {path.stem: json.loads(path.read_text()) for path in sorted((ROOT / "grafana/dashboards").glob("*.json"))}

# PromQL knows no `$__rate_interval`: a length that nobody would write stands for it.
RATE_INTERVAL = timedelta(days=4321)
STAND_INS = {"$__rate_interval": "4321d", "$__range": "5432d", "$__interval": "6543d"}


@dataclass(frozen=True)
class Query:
    """An expression of a board, and where it stands."""

    board: str
    place: str
    expr: str
    legend: str = ""

    def __str__(self):
        return f"{self.board}: {self.place}"


def panels(board):
    """Every panel but the rows, those in collapsed rows included."""
    for panel in board["panels"]:
        if panel["type"] == "row":
            yield from panel["panels"]
        else:
            yield panel


def targets(board):
    return ((panel, target) for panel in panels(board) for target in panel.get("targets", []))


def variables(board, kind):
    return [variable for variable in board["templating"]["list"] if variable["type"] == kind]


def target_queries():
    return [
        Query(name, f"{panel['title']} {target['refId']}", target["expr"], target.get("legendFormat", ""))
        for name, board in BOARDS.items()
        for panel, target in targets(board)
    ]


def annotation_queries():
    return [
        Query(name, annotation["name"], annotation["expr"])
        for name, board in BOARDS.items()
        for annotation in board["annotations"]["list"]
    ]


def label_values(query):
    """The selector and the label of a `label_values(selector, label)`."""
    found = re.fullmatch(r"label_values\((.+), *(\w+)\)", query)
    return found.groups() if found else (query, "")


def legend_labels(legend):
    return set(re.findall(r"{{ *(\w+) *}}", legend))


def tree(expr):
    """Parses PromQL in which Grafana's variables still stand; ValueError where it is none."""
    for variable, length in STAND_INS.items():
        expr = expr.replace(variable, length)
    return promql.parse(expr)


def nodes(node, parents=()):
    """The node and all below it, each with those above it, the nearest last."""
    yield node, parents
    below = [getattr(node, name, None) for name in ("lhs", "rhs", "expr", "param", "vector_selector")]
    for child in [*below, *getattr(node, "args", [])]:
        if child is not None:
            yield from nodes(child, (*parents, node))


def selectors(expr):
    """Every vector selector with the nodes above it, the nearest last."""
    return ((node, parents) for node, parents in nodes(tree(expr)) if isinstance(node, promql.VectorSelector))


def matchers(selector):
    return {matcher.name: (matcher.op, matcher.value) for matcher in selector.matchers.matchers}


def enclosing_call(parents):
    """The name of the function that a range vector is given to; nothing for an instant vector."""
    if len(parents) >= 2 and isinstance(parents[-1], promql.MatrixSelector) and isinstance(parents[-2], promql.Call):
        return parents[-2].func.name
    return None
