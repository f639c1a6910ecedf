from __future__ import annotations

import io
import logging

import pytest
from django.conf import settings

from danbiet.kit.logs import WithoutSecrets

KEY = "0f" * 20


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (f"/hoi-dap/theo-doi/CH-2026-0001/{KEY}/", "/hoi-dap/theo-doi/CH-2026-0001/…/"),
        (f"/en/hoi-dap/theo-doi/CH-2026-0001/{KEY}/tep/9/", "/en/hoi-dap/theo-doi/CH-2026-0001/…/tep/9/"),
        (f"/hoi-dap/da-gui/CH-2026-0001/{KEY}/", "/hoi-dap/da-gui/CH-2026-0001/…/"),
        ("/hoi-dap/cau-hoi/CH-2026-0001/", "/hoi-dap/cau-hoi/CH-2026-0001/"),
        ("/hoi-dap/theo-doi/", "/hoi-dap/theo-doi/"),
    ],
)
def test_key_of_a_secret_link_does_not_reach_the_log(path: str, logged: str) -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(WithoutSecrets())
    log = logging.Logger("trial")
    log.addHandler(handler)

    log.warning("%s: %s", "Unprocessable Entity", path)

    assert out.getvalue() == f"Unprocessable Entity: {logged}\n"


def test_every_handler_of_the_installation_has_the_filter() -> None:
    assert {name: one["filters"] for name, one in settings.LOGGING["handlers"].items()} == {
        "stderr": ["secrets"]
    }
