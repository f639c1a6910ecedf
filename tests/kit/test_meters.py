"""Every answer is counted by part of the site, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from danbiet.kit.meters import Metered, area_of, exposition

AREAS = {"ban-lam-viec": "desk"}


def counted(area: str, status: str) -> float:
    mark = f'danbiet_requests_total{{area="{area}",status="{status}"}} '
    lines = exposition({}).decode().splitlines()
    return next((float(line.removeprefix(mark)) for line in lines if line.startswith(mark)), 0.0)


def ask(app: Any, path: str) -> None:
    list(app({"PATH_INFO": path}, lambda *_: None))


def test_answers_are_counted_by_area_and_hundreds() -> None:
    def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("302 Found", [])
        return [b""]

    before = counted("desk", "3xx")

    ask(Metered(site, areas=AREAS), "/ban-lam-viec/ke-hoach/7/")

    assert counted("desk", "3xx") == before + 1
    assert "ke-hoach" not in exposition({}).decode()


def test_application_that_breaks_is_counted_as_a_fault() -> None:
    def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise RuntimeError

    before = counted("public", "5xx")

    with pytest.raises(RuntimeError):
        ask(Metered(site, areas=AREAS), "/")

    assert counted("public", "5xx") == before + 1


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/", "public"),
        ("", "public"),
        ("/en", "public"),
        ("/en/ban-lam-viec/", "desk"),
        ("/ban-lam-viec", "desk"),
    ],
)
def test_area_is_one_of_a_few_words(path: str, area: str) -> None:
    assert area_of(path, AREAS) == area


def test_figures_of_the_moment_follow_with_their_labels() -> None:
    text = exposition({"jobs": [({"status": "failed"}, 2.0)], "up": [({}, 1.0)]}).decode()

    assert 'danbiet_jobs{status="failed"} 2.0' in text
    assert "danbiet_up 1.0" in text
