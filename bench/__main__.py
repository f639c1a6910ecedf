"""`python -m bench [--again] [--rounds N] [--explain]`: a database of its own, filled once, then measured."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))


def main() -> int:
    """Start the embedded server of var/bench (or take DATABASE_URL), then seed what is missing and measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.local"
    os.environ["DANBIET_DATA_DIR"] = str(ROOT / "var" / "bench")
    os.environ["DANBIET_TODAY"] = "2021-10-15"
    given = os.environ.get("DATABASE_URL")
    if given:
        return _measure(given)
    from danbiet.run.postgres import Server

    with Server(data_dir=ROOT / "var" / "bench", is_fast=True) as server:
        return _measure(server.url)


def _measure(url: str) -> int:
    os.environ["DATABASE_URL"] = url
    import django

    django.setup()
    from django.conf import settings

    settings.DEBUG = False  # as in production; it would also keep the text of every statement
    # Without a build: the addresses of style sheets cost the same either way.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    warnings.filterwarnings("ignore", message="No directory at")  # nothing was collected
    from bench.run import measure

    return measure(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
