import os
from pathlib import Path

import pytest
import requests


class Prometheus:
    """A running Prometheus; what it refuses fails the test that asked."""

    def __init__(self, url):
        self.url = url.rstrip("/")

    def query(self, expr):
        """The series of an instant query, each `{"metric": {…}, "value": [time, "…"]}`; an empty list for no data."""
        return self.get("query", query=expr)["result"]

    def get(self, path, **parameters):
        """The data of an answer of its HTTP API, `path` being what follows /api/v1/."""
        answer = requests.get(f"{self.url}/api/v1/{path}", params=parameters, timeout=10).json()
        assert answer["status"] == "success", f"{answer['error']}: {parameters}"
        return answer["data"]


@pytest.fixture(scope="session")
def prometheus():
    url = os.environ.get("PROMETHEUS_URL")
    if not url:
        pytest.fail("PROMETHEUS_URL is to name a Prometheus with the rules of prometheus/ that scrapes a busy exporter")
    return Prometheus(url)


@pytest.fixture(scope="session")
def repository():
    return Path(__file__).resolve().parents[4]
