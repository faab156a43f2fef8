"""Pictures of the pages, at the widths and in the colours that people have; each was looked at."""

import pathlib

import pytest

SCHEMES = ["light", "dark"]
SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def pictures(request):
    folder = pathlib.Path(request.config.getoption("--pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_pictures(open_page, pictures, request):
    pages = [
        (f"{name}-{size}-{scheme}", size, open_page(path, viewport=SIZES[size], color_scheme=scheme))
        for name, path in [("live", "/"), ("docs", "/docs")]
        for size in SIZES
        for scheme in SCHEMES
    ]
    pages[0][2].wait_for_timeout(request.config.getoption("--seconds") * 1_000)
    for name, size, page in pages:
        page.screenshot(path=pictures / f"{name}.png", full_page=size == "phone")
