"""A web process of `bench.visits`: the real counting door before an empty site, on a clock that runs with the simulation."""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
django.setup()

from danbiet.visits.middleware import Counting  # noqa: E402 - Django first
from danbiet.visits.receivers import Ledger  # noqa: E402
from danbiet.visits.storages import folder  # noqa: E402

_file = open(os.environ["DANBIET_BENCH_CLOCK"], "rb")  # noqa: SIM115 - open as long as the process
_shared = mmap.mmap(_file.fileno(), 8, prot=mmap.PROT_READ)


def clock() -> float:
    return float(struct.unpack("d", _shared[:8])[0])


def empty(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("404 Not Found", [("Content-Length", "0")])
    return []


application = Counting(empty, Ledger(folder()), clock=clock)
