"""The files around the dashboards: provisioning, compose, runbooks and rules agree with them."""

import re

import pytest
import yaml

from dashboards import BOARDS, ROOT, annotation_queries, matchers, panels, selectors, variables

RUNBOOKS = "https://github.com/sqs-exporter/sqs-exporter/blob/main/prometheus/runbooks.md"

every_board = pytest.mark.parametrize("name", BOARDS)


def yaml_file(path):
    return yaml.safe_load((ROOT / path).read_text())


def grafana_service():
    return yaml_file("docker-compose.yml")["services"]["grafana"]


def datasource():
    (found,) = yaml_file("grafana/provisioning/datasources/prometheus.yml")["datasources"]
    return found


def provider():
    (found,) = yaml_file("grafana/provisioning/dashboards/sqs-exporter.yml")["providers"]
    return found


@every_board
def test_the_boards_begin_with_the_provisioned_datasource(name):
    (variable,) = variables(BOARDS[name], "datasource")
    assert variable["current"] == {"text": datasource()["name"], "value": datasource()["uid"]}
    assert variable["query"] == datasource()["type"]


def test_the_datasource_cannot_be_edited_and_asks_by_post():
    assert datasource()["uid"] == "prometheus"
    assert datasource()["editable"] is False
    assert datasource()["jsonData"]["httpMethod"] == "POST"


def test_the_datasource_knows_the_scrape_interval():
    scraped = yaml_file("prometheus/prometheus.yml")["global"]["scrape_interval"]
    assert datasource()["jsonData"]["timeInterval"] == scraped


def test_compose_gives_the_datasource_its_address():
    environment = grafana_service()["environment"]
    if isinstance(environment, list):
        environment = dict(entry.split("=", 1) for entry in environment)
    assert datasource()["url"] == "$PROMETHEUS_URL"
    assert "http://prometheus:9090" in environment["PROMETHEUS_URL"]


def test_compose_puts_the_files_where_grafana_looks():
    mounts = bind_mounts(grafana_service())
    for folder, place in (
        ("grafana/dashboards", provider()["options"]["path"]),
        ("grafana/provisioning/datasources", "/etc/grafana/provisioning/datasources"),
        ("grafana/provisioning/dashboards", "/etc/grafana/provisioning/dashboards"),
    ):
        assert f"./{folder}" in {
            source + place.removeprefix(target) for source, target in mounts if f"{place}/".startswith(f"{target}/")
        }, place


def bind_mounts(service):
    """Sources and targets; a source without a leading dot is a volume's name."""
    pairs = [volume.split(":")[:2] for volume in service["volumes"]]
    return [(source, target) for source, target in pairs if source.startswith("./")]


def test_the_boards_cannot_be_changed_in_place():
    assert provider()["allowUiUpdates"] is False
    assert (provider()["folder"], provider()["folderUid"]) == ("SQS exporter", "sqs-exporter")


@every_board
def test_links_lead_somewhere(name):
    headings = re.findall(r"^#+ (.+)$", (ROOT / "prometheus/runbooks.md").read_text(), re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}
    uids = {board["uid"] for board in BOARDS.values()}
    for panel in panels(BOARDS[name]):
        for link in panel.get("links", []):
            if link["url"].startswith("/d/"):
                assert link["url"].removeprefix("/d/").split("?")[0] in uids, panel["title"]
            else:
                page, anchor = link["url"].split("#")
                assert page == RUNBOOKS and anchor in anchors, f"{panel['title']}: {anchor}"


def test_the_annotation_finds_every_alert():
    (alerts,) = [query for query in annotation_queries() if query.board == "events" and "ALERTS" in query.expr]
    pattern = next(matchers(selector)["alertname"][1] for selector, _ in selectors(alerts.expr))
    names = re.findall(r"^ *- alert: *(\w+)", "".join(path.read_text() for path in rule_files()), re.MULTILINE)
    assert names
    assert [alert for alert in names if not re.fullmatch(pattern, alert)] == []


def rule_files():
    return [path for path in (ROOT / "prometheus").rglob("*.yml") if "tests" not in path.parts]
