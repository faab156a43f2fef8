"""The 17 rules of Grafana's dashboard-linter, with its names; each returns what breaks it.

Where the linter looks at some panel types only, or waives a rule, these look at all and waive nothing.
"""

import re

import promql_parser as promql

from dashboards import (
    RATE_INTERVAL,
    enclosing_call,
    label_values,
    matchers,
    panels,
    selectors,
    targets,
    tree,
    variables,
)

# Of the linter's list, what these boards use.
UNITS = {"bytes", "cpm", "cps", "dateTimeFromNow", "mpm", "mps", "none", "ops", "percentunit", "reqps", "s", "short"}
DATASOURCE = "${datasource}"


def template_datasource_rule(board):
    found = [(variable["name"], variable["label"]) for variable in variables(board, "datasource")]
    return [] if found == [("datasource", "Data source")] else [f"data source variables: {found}"]


def template_job_rule(board):
    return template_rule(board, "job")


def template_instance_rule(board):
    return template_rule(board, "instance")


def template_rule(board, name):
    wanted = {"label": name.title(), "multi": True, "allValue": ".+"}
    for variable in variables(board, "query"):
        if variable["name"] == name:
            wrong = {key: variable.get(key) for key in wanted if variable.get(key) != wanted[key]}
            if variable["datasource"]["uid"] != DATASOURCE:
                wrong["datasource"] = variable["datasource"]
            return [f"variable {name}: {wrong}"] if wrong else []
    return [f"no variable {name}"]


def template_label_promql_rule(board):
    return [
        f"variable {variable['name']}: {variable['query']}"
        for variable in variables(board, "query")
        if not label_values(variable["query"])[1] or parse_error(label_values(variable["query"])[0])
    ]


def template_on_time_change_reload_rule(board):
    return [f"variable {variable['name']}" for variable in variables(board, "query") if variable.get("refresh") != 2]


def panel_datasource_rule(board):
    return [panel["title"] for panel in panels(board) if panel.get("datasource", {}).get("uid") != DATASOURCE]


def panel_title_description_rule(board):
    return [f"panel {panel['id']}" for panel in panels(board) if not panel.get("title") or not panel.get("description")]


def panel_units_rule(board):
    return [f"{panel['title']}: {units(panel)}" for panel in panels(board) if not units(panel) or units(panel) - UNITS]


def units(panel):
    config = panel["fieldConfig"]
    properties = [each for override in config["overrides"] for each in override["properties"]]
    found = [each["value"] for each in properties if each["id"] == "unit"]
    found.append(config["defaults"].get("unit"))
    found += [panel["options"].get(part, {}).get("unit") for part in ("yAxis", "cellValues")]
    return {unit for unit in found if unit is not None}


def panel_no_targets_rule(board):
    return [panel["title"] for panel in panels(board) if not panel.get("targets")]


def target_logql_rule(board):
    """These boards ask no Loki."""
    return [f"{panel['title']}: {target['expr']}" for panel, target in targets(board) if asks_loki(panel, target)]


def target_logql_auto_rule(board):
    return [
        f"{panel['title']}: {target['expr']}"
        for panel, target in targets(board)
        if asks_loki(panel, target) and any(found != "$__auto" for found in re.findall(r"\[(.+?)]", target["expr"]))
    ]


def asks_loki(panel, target):
    return "loki" in (panel["datasource"].get("type"), target.get("datasource", {}).get("type"))


def target_promql_rule(board):
    errors = ((panel["title"], parse_error(target["expr"])) for panel, target in targets(board))
    return [f"{title}: {error}" for title, error in errors if error]


def parse_error(expr):
    try:
        tree(expr)
    except ValueError as error:
        return str(error)
    return None


def target_rate_interval_rule(board):
    return each_selector(
        board,
        lambda selector, parents: enclosing_call(parents) in ("rate", "irate") and parents[-1].range != RATE_INTERVAL,
    )


def target_job_rule(board):
    return each_selector(board, lambda selector, parents: not is_matched(selector, "job"))


def target_instance_rule(board):
    return each_selector(board, lambda selector, parents: not is_matched(selector, "instance"))


def is_matched(selector, label):
    return matchers(selector).get(label) == (promql.MatchOp.Re, f"${label}")


def target_counter_agg_rule(board):
    """The series of a histogram are counters too."""
    counters = ("_total", "_bucket", "_count", "_sum")
    return each_selector(
        board,
        lambda selector, parents: (
            selector.name.endswith(counters) and enclosing_call(parents) not in ("rate", "irate", "increase")
        ),
    )


def each_selector(board, is_wrong):
    """The selectors that are wrong; what is no PromQL is another rule's."""
    return [
        f"{panel['title']}: {selector.prettify()}"
        for panel, target in targets(board)
        if not parse_error(target["expr"])
        for selector, parents in selectors(target["expr"])
        if is_wrong(selector, parents)
    ]


def uneditable_dashboard(board):
    return [] if board.get("editable") is False else ["editable"]


RULES = {
    rule.__name__.replace("_", "-"): rule
    for rule in (
        template_datasource_rule,
        template_job_rule,
        template_instance_rule,
        template_label_promql_rule,
        template_on_time_change_reload_rule,
        panel_datasource_rule,
        panel_title_description_rule,
        panel_units_rule,
        panel_no_targets_rule,
        target_logql_rule,
        target_logql_auto_rule,
        target_promql_rule,
        target_rate_interval_rule,
        target_job_rule,
        target_instance_rule,
        target_counter_agg_rule,
        uneditable_dashboard,
    )
}
