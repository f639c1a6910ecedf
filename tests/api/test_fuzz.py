"""Schemathesis asks everything the description allows, and much it does not: no failure of ours, every answer as described."""

from __future__ import annotations

import time
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as draw
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from danbiet.api.views.serving import ROOT

from .reading import examples
from .world import Site

pytestmark = pytest.mark.django_db
EXAMPLES = 12  # of each address and each way of asking, always the same ones
MOST_SECONDS = 60
MODES = (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE)
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance,
    negative_data_rejection, unsupported_method,
]  # fmt: skip


def test_nothing_that_is_asked_breaks_the_api_or_is_answered_otherwise_than_described(
    client: Client, app: WSGIHandler, whole_site: Site
) -> None:
    known = examples()
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app)
    begun = time.process_time()
    seen: dict[str, set[int]] = {}
    for result in schema.get_all_operations():
        operation = result.ok()
        pattern = operation.path.removeprefix(ROOT)
        real = _parts(operation.path, known[pattern])
        # What is drawn depends on all the code that is loaded: not every address need meet something that is there by chance.
        seen[operation.path] = {client.get(known[pattern] + more).status_code for more in ("", "?khong_co=1")}
        for mode in (
            MODES if operation.definition.raw["parameters"] else MODES[:1]
        ):  # nothing can be wrong where nothing is asked
            _ask(operation, mode, real, seen[operation.path])

    assert len(seen) == len(known)
    assert all(200 in statuses for statuses in seen.values()), {
        path: found for path, found in seen.items() if 200 not in found
    }
    assert all(422 in statuses for statuses in seen.values()), {
        path for path, found in seen.items() if 422 not in found
    }
    assert time.process_time() - begun < MOST_SECONDS


def _parts(pattern: str, address: str) -> dict[str, Any]:
    pairs = zip(pattern.split("/"), address.split("/"), strict=True)
    return {name.strip("{}"): value for name, value in pairs if name.startswith("{")}


def _ask(operation: Any, mode: Any, real: dict[str, Any], seen: set[int]) -> None:
    """Half of the time about a thing that exists, so that answers are looked at and not refusals alone."""

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode), is_real=draw.booleans())
    def ask(case: Any, is_real: bool) -> None:
        if is_real and real and mode == schemathesis.GenerationMode.POSITIVE:
            case.path_parameters = real
        seen.add(case.call_and_validate(checks=CHECKS).status_code)

    ask()
