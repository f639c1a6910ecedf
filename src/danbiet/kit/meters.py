"""Requests counted and timed in the form of Prometheus, over all web processes of this machine (ADR 0032).

The processes share files in the folder PROMETHEUS_MULTIPROC_DIR, which whoever starts them makes and empties; without it
each process knows of itself alone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

SHARED = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_OWN = CollectorRegistry()
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
REQUESTS = Counter(
    "danbiet_requests",
    "Answers by part of the site and hundreds of the status",
    ["area", "status"],
    registry=_OWN,
)
DURATION = Histogram(
    "danbiet_request_seconds", "Time until an answer begins", ["area"], buckets=SECONDS, registry=_OWN
)
Figures = dict[str, list[tuple[dict[str, str], float]]]
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Metered:
    """WSGI middleware around everything else, pages from memory included. Counts areas, never addresses or people."""

    def __init__(self, app: App, *, areas: dict[str, str]) -> None:
        self._app = app
        self._areas = areas  # the first part of an address, and what is counted under it

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        began, said = time.perf_counter(), ["5"]

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            said[0] = status[:1]
            return start_response(status, headers, *more)

        try:
            return self._app(environ, start)
        finally:
            area = area_of(environ.get("PATH_INFO") or "/", self._areas)
            REQUESTS.labels(area, f"{said[0]}xx").inc()
            DURATION.labels(area).observe(time.perf_counter() - began)


def area_of(path: str, areas: dict[str, str]) -> str:
    """The part of the site an address belongs to: one of a few words, "public" for all that is not named."""
    parts = path.split("/", 3)
    first = parts[2] if len(parts) > 2 and parts[1] == "en" else parts[1] if len(parts) > 1 else ""
    return areas.get(first, "public")


def exposition(figures: Figures) -> bytes:
    """Everything as text: what was counted, and the figures of the moment as `danbiet_<name>`."""
    registry = CollectorRegistry()
    registry.register(_Moment(figures))
    counted = _OWN
    if os.environ.get(SHARED):
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    return generate_latest(counted) + generate_latest(registry)


class _Moment(Collector):
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterable[GaugeMetricFamily]:
        for name, rows in self._figures.items():
            family = GaugeMetricFamily(
                f"danbiet_{name}",
                name.replace("_", " "),
                labels=sorted({key for labels, _ in rows for key in labels}),
            )
            for labels, value in rows:
                family.add_metric([labels[key] for key in sorted(labels)], value)
            yield family
