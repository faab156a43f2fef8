"""The dashboards as Grafana reads them: keys, layout, words, columns and colours."""

import copy
import enum
import itertools
import json
import re
import typing

import promql_parser as promql
import pytest
from grafana_foundation_sdk.cog import runtime
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models import prometheus as prometheus_models
from grafana_foundation_sdk.models.dashboard import Dashboard

from dashboards import BOARDS, nodes, panels, targets, tree

register_default_plugins()

GRID_COLUMNS = 24
RUNBOOKS = "https://github.com/sqs-exporter/sqs-exporter/blob/main/prometheus/runbooks.md"
# Keys of annotations that Grafana's Prometheus plugin reads and the SDK's model lacks.
UNMODELLED = {f"annotations.list[].{key}" for key in ("titleFormat", "tagKeys", "useValueForTime")}

every_board = pytest.mark.parametrize("name", BOARDS)


def test_both_boards_are_found():
    assert {name: board["uid"] for name, board in BOARDS.items()} == {
        "events": "sqs-exporter-events",
        "processing-health": "sqs-exporter-processing-health",
    }


@every_board
def test_the_sdk_reads_all_of_a_board(name):
    assert set(lost(BOARDS[name])) == UNMODELLED


@every_board
def test_the_sdk_reads_all_overrides(name):
    """It takes their properties as they are, unless they are defaults."""
    board = copy.deepcopy(BOARDS[name])
    for panel in panels(board):
        defaults = panel["fieldConfig"]["defaults"]
        for override in panel["fieldConfig"]["overrides"]:
            for each in override["properties"]:
                *custom, key = each["id"].split(".")
                place = defaults.setdefault(custom[0], {}) if custom else defaults
                place[key] = each["value"]
    assert set(lost(board)) == UNMODELLED


def test_the_sdk_loses_what_grafana_does_not_know():
    for plant in (
        lambda board: board.update(grafTooltip=1),
        lambda board: next(panels(board)).update(descripton=""),
        lambda board: next(panels(board))["options"].update(colourMode="value"),
        lambda board: next(targets(board))[1].update(legend="{{queue}}"),
        lambda board: timeseries(board)["fieldConfig"]["defaults"]["custom"].update(fill=10),
    ):
        board = copy.deepcopy(BOARDS["events"])
        plant(board)
        assert set(lost(board)) > UNMODELLED


def timeseries(board):
    return next(panel for panel in panels(board) if panel["type"] == "timeseries")


def lost(board):
    """What a board has and the SDK's model of it has not."""
    model = Dashboard.from_json(copy.deepcopy(board))
    return missing(board, json.loads(JSONEncoder().encode(model)), "")


def missing(given, kept, path):
    if isinstance(given, dict) and isinstance(kept, dict):
        for key, value in given.items():
            yield from missing(value, kept[key], f"{path}.{key}") if key in kept else [f"{path}.{key}".lstrip(".")]
    elif isinstance(given, list) and isinstance(kept, list) and len(given) == len(kept):
        for value, other in zip(given, kept, strict=True):
            yield from missing(value, other, f"{path}[]")
    elif given != kept:
        yield path.lstrip(".")


@every_board
def test_words_with_a_fixed_choice_are_among_the_choices(name):
    assert list(strange_words(Dashboard.from_json(copy.deepcopy(BOARDS[name])))) == []


def test_a_word_that_is_no_choice_is_found():
    board = copy.deepcopy(BOARDS["events"])
    timeseries(board)["options"]["legend"]["displayMode"] = "tabel"
    assert list(strange_words(Dashboard.from_json(board))) == ["VizLegendOptions.display_mode: tabel"]


def strange_words(model):
    """Values that their enumeration in the SDK does not have; the SDK itself takes any."""
    if isinstance(model, (list, tuple)):
        for each in model:
            yield from strange_words(each)
    elif type(model).__module__.startswith("grafana_foundation_sdk"):
        for key, hint in typing.get_type_hints(type(model)).items():
            value = getattr(model, key)
            choices = [each for each in (hint, *typing.get_args(hint)) if isinstance(each, enum.EnumType)]
            if choices and value is not None and value not in list(choices[0]):
                yield f"{type(model).__name__}.{key}: {value}"
            yield from strange_words(value)


@every_board
def test_the_sdk_knows_the_kinds_of_panels_and_queries(name):
    for panel in panels(BOARDS[name]):
        assert runtime.panelcfg_config(panel["type"]), panel["title"]
        for target in panel["targets"]:
            parsed = runtime.dataquery_from_json(target, panel["datasource"]["type"])
            assert isinstance(parsed, prometheus_models.Dataquery), panel["title"]


@every_board
def test_a_board_is_set_up_like_the_other(name):
    board = BOARDS[name]
    shared = {key: board[key] for key in ("schemaVersion", "graphTooltip", "refresh", "time", "tags")}
    assert shared == {
        "schemaVersion": 39,
        "graphTooltip": 1,
        "refresh": "15s",
        "time": {"from": "now-1h", "to": "now"},
        "tags": ["sqs", "sqs-exporter"],
    }
    assert not {"__inputs", "__requires", "id", "version"} & set(board), "keys of an exported board"
    boards, runbooks = board["links"]
    assert (boards["type"], boards["tags"], boards["includeVars"]) == ("dashboards", ["sqs-exporter"], True)
    assert (runbooks["type"], runbooks["url"]) == ("link", RUNBOOKS)
    assert board["annotations"] == BOARDS["events"]["annotations"]


@every_board
def test_panels_have_ids_of_their_own(name):
    rows = [panel for panel in BOARDS[name]["panels"] if panel["type"] == "row"]
    ids = [panel["id"] for panel in itertools.chain(panels(BOARDS[name]), rows)]
    assert len(ids) == len(set(ids))


def cells(panel):
    x, y, width, height = (panel["gridPos"][key] for key in "xywh")
    return [(column, line) for column in range(x, x + width) for line in range(y, y + height)]


@every_board
def test_panels_fill_the_grid_and_do_not_overlap(name):
    """Each line of cells is covered from the first column to the last, and each cell once."""
    board = BOARDS[name]
    for group in [board["panels"], *(panel["panels"] for panel in board["panels"] if panel.get("panels"))]:
        covered = [cell for panel in group for cell in cells(panel)]
        lines = range(min(line for _, line in covered), max(line for _, line in covered) + 1)
        assert sorted(covered) == sorted(itertools.product(range(GRID_COLUMNS), lines)), group[0]["title"]


@every_board
def test_descriptions_say_meaning_desired_value_and_what_to_do(name):
    for panel in panels(BOARDS[name]):
        parts = re.fullmatch(r"(.+)\n\n\*\*Desired:\*\* (.+)\n\n\*\*Otherwise:\*\* (.+)", panel["description"])
        assert parts, panel["title"]
        meaning, desired, otherwise = parts.groups()
        assert len(meaning.split()) >= 4, panel["title"]
        assert len(otherwise.split()) >= 5, panel["title"]
        assert all(part.endswith(".") for part in (meaning, desired, otherwise)), panel["title"]
    descriptions = [panel["description"] for panel in panels(BOARDS[name])]
    assert len(descriptions) == len(set(descriptions))


@every_board
def test_a_panel_without_data_says_so_in_its_own_words(name):
    for panel in panels(BOARDS[name]):
        assert panel["fieldConfig"]["defaults"].get("noValue"), panel["title"]


@every_board
def test_a_single_value_is_of_now(name):
    """The last value of a range query may be an hour old, from before an exporter went down."""
    for panel in panels(BOARDS[name]):
        if panel["type"] in ("stat", "bargauge", "table"):
            assert all(target.get("instant") and not target.get("range") for target in panel["targets"]), panel["title"]


@every_board
def test_missing_data_does_not_look_like_a_good_value(name):
    """Grafana gives it the colour of the lowest threshold, unless a mapping gives it another."""
    for panel in panels(BOARDS[name]):
        defaults = panel["fieldConfig"]["defaults"]
        if panel["type"] == "stat" and "thresholds" in defaults:
            (mapping,) = defaults["mappings"]
            assert mapping["options"]["match"] == "null+nan", panel["title"]
            assert mapping["options"]["result"]["text"] == defaults["noValue"], panel["title"]
            assert mapping["options"]["result"]["color"], panel["title"]


@every_board
def test_thresholds_rise_from_the_lowest(name):
    for panel in panels(BOARDS[name]):
        steps = panel["fieldConfig"]["defaults"].get("thresholds", {"steps": [{"value": None}]})["steps"]
        assert steps[0]["value"] is None, panel["title"]
        values = [step["value"] for step in steps[1:]]
        assert values == sorted(set(values)), panel["title"]


def columns(panel):
    """The columns of a table by the names they had before they were renamed."""
    return {
        old: new
        for step in panel.get("transformations", [])
        if step["id"] == "organize"
        for old, new in step["options"]["renameByName"].items()
    }


@every_board
def test_tables_arrange_columns_that_there_are(name):
    for panel in panels(BOARDS[name]):
        if panel["type"] != "table":
            continue
        merge, organize = panel["transformations"]
        assert (merge["id"], organize["id"]) == ("merge", "organize"), panel["title"]
        assert set(organize["options"]) == {"excludeByName", "indexByName", "renameByName"}, panel["title"]
        values = {f"Value #{target['refId']}" for target in panel["targets"]}
        kept = values - set(organize["options"]["excludeByName"])
        keys = set(grouping_labels(panel["targets"][0]["expr"]))
        assert set(columns(panel)) == kept | keys, panel["title"]
        assert set(organize["options"]["indexByName"]) == values | keys, panel["title"]
        named = [override["matcher"]["options"] for override in panel["fieldConfig"]["overrides"]]
        named.append(panel["options"]["sortBy"][0]["displayName"])
        assert set(named) <= set(columns(panel).values()), panel["title"]
        assert all(target["format"] == "table" for target in panel["targets"]), panel["title"]


def grouping_labels(expr):
    """The labels of the outermost aggregation."""
    for node, _ in nodes(tree(expr)):
        if isinstance(node, promql.AggregateExpr) and node.modifier:
            return node.modifier.labels
    return []


@every_board
def test_colours_are_of_grafanas_palette(name):
    """Grafana draws what it does not know in any colour."""
    named = r"(super-light-|light-|semi-dark-|dark-)?(red|orange|yellow|green|blue|purple)|text|#[0-9a-f]{6}"
    found = re.findall(r'"(?:color|fixedColor|iconColor)": "(.+?)"', json.dumps(BOARDS[name]))
    assert found and [colour for colour in found if not re.fullmatch(named, colour)] == []


def test_a_name_has_one_colour_on_both_boards():
    colours = {}
    for panel in itertools.chain.from_iterable(panels(board) for board in BOARDS.values()):
        for override in panel["fieldConfig"]["overrides"]:
            for each in override["properties"]:
                if each["id"] == "color":
                    colours.setdefault(override["matcher"]["options"], set()).add(each["value"]["fixedColor"])
    assert {name: found for name, found in colours.items() if len(found) > 1} == {}
