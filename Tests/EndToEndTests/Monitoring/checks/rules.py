"""Prometheus's rules as data: alerts, recording rules and their unit tests, and PromQL as a tree."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import promql_parser as promql
import yaml

ROOT = Path(__file__).resolve().parents[4]
FOLDER = ROOT / "prometheus"


def read(path):
    return yaml.safe_load(path.read_text())


@dataclass(frozen=True)
class Rule:
    """An alert or a recording rule."""

    name: str
    expr: str
    labels: dict = field(default_factory=dict)
    annotations: dict = field(default_factory=dict)

    def __str__(self):
        return "-".join([self.name, *self.labels.values()])


def rules(kind):
    return [
        Rule(rule[kind], rule["expr"], rule.get("labels", {}), rule.get("annotations", {}))
        for file in read(FOLDER / "prometheus.yml")["rule_files"]
        for group in read(FOLDER / file)["groups"]
        for rule in group["rules"]
        if kind in rule
    ]


ALERTS = rules("alert")
RECORDS = rules("record")
TEST_FILES = sorted((FOLDER / "tests").glob("*.test.yml"))
UNIT_TESTS = [test for path in TEST_FILES for test in read(path)["tests"]]


def nodes(expr):
    """Every node of the tree, those below before those above."""
    found = []
    promql.walk(expr, post_visit=found.append)
    return found


def selectors(expr):
    return [node for node in nodes(promql.parse(expr)) if isinstance(node, promql.VectorSelector)]


def questions(expr):
    """Expressions that must all have data where the series that `expr` speaks of exist, whatever their values.

    Comparisons are made to answer 0 or 1 instead of filtering, so that a join without partners is still empty. Offsets
    are taken away, because a test's Prometheus is young. What `unless` takes away and what `absent` looks for is there
    while all is well; and since one side of `or` would hide that the other is empty, both sides of every set operator
    are asked for too.
    """
    tree = promql.parse(expr)
    sides = [
        side
        for node in nodes(tree)
        if isinstance(node, promql.BinaryExpr) and str(node.op) in ("and", "or", "unless")
        for side in (node.lhs, node.rhs)
    ]
    return [str(promql.transform(each, post_visit=loosened)) for each in (tree, *sides)]


def loosened(node):
    match node:
        case promql.VectorSelector(offset=offset) if offset:
            return promql.parse(re.sub(r" offset -?\w+$", "", str(node)))
        case promql.Call() if node.func.name == "absent":
            return node.args[0]
        case promql.BinaryExpr() if str(node.op) == "unless":
            return node.lhs
        case promql.BinaryExpr() if str(node.op) in ("==", "!=", ">", "<", ">=", "<="):
            left, right = str(node.lhs), str(node.rhs)
            operator, _, matching = str(node).removeprefix(left).removesuffix(right).strip().partition(" ")
            return promql.parse(f"{left} {operator} bool {matching} {right}")
    return None
