from __future__ import annotations

import io
import json
import logging
import sys

import pytest
from django.conf import settings

from danbiet.kit.logs import Json, Line, WithoutSecrets, new_reference, reference_of, scrubbed

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


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("mail to nguyen.van.a+x@example.gov.vn failed", "mail to …@… failed"),
        ("gọi 0912345678 hoặc +84 912 345 678.", "gọi … hoặc …."),
        ("0299.382.1234 bận", "… bận"),
        (
            "job 123456 took 0.125 s, 2026-11-29 03:00:05, 0123456789abcdef",
            "job 123456 took 0.125 s, 2026-11-29 03:00:05, 0123456789abcdef",
        ),
        ("Not Found: /hoi-thi/cchc-2026/khieu-nai/aB3dE5/", "Not Found: /hoi-thi/cchc-2026/khieu-nai/…/"),
        ("Gone: /hai-long/phieu/K7Q2-MM3P/", "Gone: /hai-long/phieu/…/"),
        ("Not Found: /moi/eyJhbGciOiJIUzI1NiIsInR5cCI6/", "Not Found: /moi/…/"),
        (
            "/tin-tuc/cai-cach-hanh-chinh-nam-2026-cua-tinh/",
            "/tin-tuc/cai-cach-hanh-chinh-nam-2026-cua-tinh/",
        ),
        ("IntegrityError\nDETAIL:  Key (email)=(a) already exists.\nmore", "IntegrityError\nDETAIL …\nmore"),
    ],
)
def test_nobody_s_data_reaches_the_log_and_figures_stay(said: str, kept: str) -> None:
    assert scrubbed(said) == kept


class Asked:
    """As much of a request as the log looks at."""

    META: dict[str, str] = {}
    method = "POST"


def record_of(error: Exception, request: Asked) -> logging.LogRecord:
    try:
        raise error
    except Exception:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "%s: %s", ("Broken", "/x/"), sys.exc_info()
        )
    record.request = request
    WithoutSecrets().filter(record)
    return record


def test_failed_request_has_the_same_reference_in_both_forms() -> None:
    request = Asked()
    record = record_of(ValueError("a@b.vn"), request)

    line, written = Line("%(message)s").format(record), json.loads(Json().format(record))

    assert line.splitlines()[0] == f"Broken: /x/ [{reference_of(request)}]"
    assert written["reference"] == reference_of(request)
    assert (written["method"], written["level"], written["message"]) == ("POST", "ERROR", "Broken: /x/")
    assert written["trace"].splitlines()[-1] == "ValueError: …@…"


def test_reference_can_be_read_out_by_telephone() -> None:
    found = {new_reference() for _ in range(500)}

    assert len(found) == 500
    assert not set("".join(found)) & set("O0I1")
