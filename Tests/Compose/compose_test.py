#!/usr/bin/env python3
"""Builds the image, brings docker-compose.yml up as a user would, and checks it from end to end.

Compose's own variables choose where and what: DOCKER_HOST, COMPOSE_FILE, COMPOSE_PROFILES, and those that
docker-compose.yml names, such as BIND_ADDRESS and EXPORTER_PORT where the usual ports are taken.
"""

import contextlib
import json
import math
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
# A project and an image of its own: the demo that someone runs from the same directory stays as it is.
os.environ.setdefault("COMPOSE_PROJECT_NAME", "sqs-exporter-test")
os.environ.setdefault("SQS_EXPORTER_IMAGE", "sqs-exporter:test")
# Whatever a shell or a file .env says, no other queue is read than the local one, which is made anew.
os.environ |= {"AWS_ENDPOINT_URL_SQS": "http://queue:9324", "AWS_REGION": "us-east-1", "SQS_CREATE_QUEUES": "true"}
os.environ |= {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_SESSION_TOKEN": ""}
os.environ.setdefault("COMPOSE_PROFILES", "scale")
os.environ.setdefault("SQS_QUEUE_NAME", "shop")
os.environ.setdefault("REPLICA_QUEUE_NAME", "shop-scaled")
os.environ.setdefault("PRODUCER_RATE", "20")
os.environ.setdefault("PRODUCER_INVALID_RATIO", "0.1")

# What the image may add to debian:bookworm-slim.
IMAGE_LIMIT_BYTES = 60_000_000

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main():
    require_engine()
    services = compose("config", "--services").split()
    scaled = "replica" in services
    step("building the image")
    compose("build", capture=False)
    check_image(os.environ["SQS_EXPORTER_IMAGE"])
    try:
        step("starting " + ", ".join(sorted(services)))
        scale = ["--scale", "replica=2"] if scaled and "replica-2" not in services else []
        compose("up", "--detach", "--wait", "--wait-timeout", "300", *scale, capture=False)
        check_prometheus()
        check_counts("exporter", "producer", queue=os.environ["SQS_QUEUE_NAME"])
        if scaled:
            check_counts("replica", "replica-producer", queue=os.environ["REPLICA_QUEUE_NAME"])
        check_restart()
        if "grafana" in services:
            check_grafana()
        check_stop()
    except BaseException:
        compose("ps", "--all", capture=False, check=False)
        compose("logs", "--tail", "20", capture=False, check=False)
        raise
    finally:
        compose("down", "--volumes", "--remove-orphans", check=False)
    step("all is well")


def require_engine():
    for command in (["docker", "compose", "version"], ["docker", "version"]):
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            sys.exit("compose-test needs Docker: there is no command docker")
        except subprocess.CalledProcessError as error:
            sys.exit(f"compose-test needs a Docker engine and Compose 2: {' '.join(command)}: {error.stderr.strip()}")


def check_image(image):
    """It adds little to its base image, and runs as a user who is nobody else."""

    def docker(*arguments):
        return subprocess.run(["docker", *arguments, image], check=True, capture_output=True, text=True).stdout

    # The layers on top, down to the first instruction behind FROM; below it are those of the base image.
    history = docker("history", "--no-trunc", "--human=false", "--format={{json .}}")
    layers = [json.loads(line) for line in history.splitlines()]
    first = max(place for place, layer in enumerate(layers) if "apt-get install" in layer["CreatedBy"])
    added = sum(int(layer["Size"]) for layer in layers[: first + 1])
    if added > IMAGE_LIMIT_BYTES:
        sys.exit(f"the image adds {added:,} bytes to its base image; {IMAGE_LIMIT_BYTES:,} are allowed")
    settings = json.loads(docker("inspect", "--format={{json .Config}}"))
    if settings["User"] != "65532:65532":
        sys.exit(f"the image runs as {settings['User'] or 'root'}")
    step(f"the image adds {added:,} bytes to its base image and runs as {settings['User']}")


def check_prometheus():
    """Every exporter is scraped, every rule is evaluated, and Alertmanager is known and answers."""
    exporters = count("exporter") + count("replica")
    eventually(
        f"Prometheus scrapes {exporters} exporters",
        lambda: len(prometheus('up{job="sqs-exporter"} == 1')),
        exporters,
    )
    eventually(
        "rules are evaluated",
        lambda: {rule["health"] for group in api("rules")["groups"] for rule in group["rules"]},
        {"ok"},
    )
    eventually("Prometheus knows Alertmanager", lambda: len(api("alertmanagers")["activeAlertmanagers"]), 1)
    assert b"</html>" in fetch("ALERTMANAGER_PORT", 9093, "/")


def check_counts(service, producer, queue):
    """What the producer of a queue says it sent is what its exporters counted, together and to the last event."""
    selector = f'{{queue="{queue}"}}'
    eventually(
        f"every {service} counts",
        lambda: len(prometheus(f"sum by (instance) (events_total{selector}) > 0")),
        count(service),
    )
    compose("stop", producer)
    report = [json.loads(line) for line in re.findall(r"\{.*\}", compose("logs", "--no-log-prefix", producer))]
    sent = {line["type"]: line["count"] for line in report if "type" in line}
    broken = sum(line.get("broken", 0) for line in report)
    assert sum(sent.values()) > 100 and broken > 0, f"the producer sent too little to tell: {report}"
    assert not any("refused" in line for line in report), f"the queue refused messages: {report}"
    eventually(
        f"{service} counted {sum(sent.values())} events",
        lambda: by("event_type", f"events_total{selector}"),
        sent,
    )
    for metric in ("rejected", "dead_lettered"):
        eventually(
            f"{broken} invalid messages {metric}",
            lambda: by("queue", f"sqs_consumer_messages_{metric}_total{selector}"),
            {queue: broken},
        )
    if service == "exporter":
        summaries = get("EXPORTER_PORT", 8080, "/stats")
        assert {summary["type"]: summary["count"] for summary in summaries} == sent
        sums = {line["type"]: line["sum"] for line in report if "type" in line}
        assert all(math.isclose(summary["sum"], sums[summary["type"]]) for summary in summaries)


def check_restart():
    """The ledger is on a volume: a new container goes on from the same totals."""
    before = get("EXPORTER_PORT", 8080, "/stats")
    compose("up", "--detach", "--wait", "--no-deps", "--force-recreate", "exporter")
    eventually("totals survive a new container", lambda: get("EXPORTER_PORT", 8080, "/stats"), before)


def check_grafana():
    """Whoever opens Grafana finds the dashboards, without logging in."""
    dashboards = [name for name in os.listdir(os.path.join(ROOT, "grafana", "dashboards")) if name.endswith(".json")]
    eventually(
        f"Grafana shows {len(dashboards)} dashboards",
        lambda: len(get("GRAFANA_PORT", 3000, "/api/search?type=dash-db")),
        len(dashboards),
    )


def check_stop():
    """All that has a healthcheck is healthy, and our programs end by themselves, as process 1, when told to."""
    unhealthy = [c["Name"] for c in containers() if c["Health"] not in ("", "healthy")]
    assert not unhealthy, f"not healthy: {unhealthy}"
    compose("stop")
    ours = [c for c in containers() if c["Image"] == os.environ["SQS_EXPORTER_IMAGE"]]
    assert all(c["ExitCode"] == 0 for c in ours), {c["Name"]: c["ExitCode"] for c in ours}
    step(f"{len(ours)} containers of the image were told to stop and ended with 0")


def by(label, query):
    """What a query sums to by the values of a label, without zeros."""
    sums = {series["metric"][label]: int(series["value"][1]) for series in prometheus(f"sum by ({label}) ({query})")}
    return {value: total for value, total in sums.items() if total}


def prometheus(query):
    return api("query?" + urllib.parse.urlencode({"query": query}))["result"]


def api(path):
    return get("PROMETHEUS_PORT", 9090, "/api/v1/" + path)["data"]


def get(variable, port, path):
    return json.loads(fetch(variable, port, path))


def fetch(variable, port, path):
    url = f"http://{os.environ.get('BIND_ADDRESS', '127.0.0.1')}:{os.environ.get(variable, port)}{path}"
    with OPENER.open(url, timeout=10) as answer:
        return answer.read()


def containers():
    text = compose("ps", "--all", "--format", "json")
    return json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]


def count(service):
    """How many containers a service has; host-network.yml numbers the further ones as services."""
    return len([c for c in containers() if re.fullmatch(rf"{service}(-\d+)?", c["Service"])])


def eventually(what, measure, expected, seconds=90):
    """Waits until `measure` gives what is expected, and fails with what it gave last."""
    deadline = time.monotonic() + seconds
    while True:
        found = "no answer"
        with contextlib.suppress(OSError):
            found = measure()
        if found == expected:
            return step(what)
        assert time.monotonic() < deadline, f"{what}: expected {expected}, found {found}"
        time.sleep(1)


def compose(*arguments, capture=True, check=True):
    """Runs docker compose in the project's directory and returns what it prints."""
    command = ["docker", "compose", *arguments]
    answer = subprocess.run(command, cwd=ROOT, check=check, stdout=subprocess.PIPE if capture else None, text=True)
    return answer.stdout or ""


def step(text):
    print(f"compose-test: {text}", flush=True)


if __name__ == "__main__":
    main()
