"""`python -m bench [PART] [options]`: what people wait for, measured. Without a part: plans, then search, pages, visits, questions.

plans       figures of plans against plain statements (a database of its own, filled once)
search      200,000 things to find
pages       what readers get, against a fresh Wagtail site and a file server
visits      what the counter says against the truth
questions   similar ones among 5,000; lists, figures, deadlines among 200,000; a rush
rush        the contest's process: submissions a second, against not storing, a hello and a plain view (`make bench-rush`)
rush-kill   SIGKILL during that load: acknowledged = stored
rush-crowd  a whole round by 2,000 people and twenty browsers, each cut off once; closed, bundled, verified
rush-full   what a submission costs with 10 million stored, against ten thousand
rush-open   300,000 participations in ten minutes, each at its intended moment
contest-result  a round from the database: standings, bundle, looking for fraud (1,000,000 entries; a smaller number as argument)
surveys     5 million answers: all satisfaction indices against reading the file
api         lists, details and a table of 60,000 rows, against the plain statement
recovery    the full year is backed up under load, the machine lost, restored elsewhere, compared; damaged backups are named
trail       every change ever made (5 million): pages, filters, export, sealing, verifying
indices     an edition of 3,400 units × 100 components: figures, ranks, intervals
lighthouse  public pages on a simulated phone (downloads Lighthouse; only when asked for)
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))


PARTS = ("plans", "search", "pages", "visits", "questions", "surveys", "indices", "api")
ALONE = (
    "rush",
    "rush-kill",
    "rush-crowd",
    "rush-full",
    "rush-open",
    "contest-result",
    "recovery",
    "trail",
)  # they want the machine for themselves


def main() -> int:
    """Run one part, or all that need nothing from outside, each in a process of its own."""
    part, *arguments = sys.argv[1:] or [""]
    if part == "plans":
        return _plans(arguments)
    if part == "lighthouse":
        from bench.lighthouse_run import main as lighthouse

        return lighthouse(arguments)
    if part in PARTS or part in ALONE:
        sys.argv = [f"bench.{part}", *arguments]
        return int(import_module(f"bench.{part.replace('-', '_')}").main())
    failed = 0
    for name in PARTS:
        print(f"== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", "bench", name, *sys.argv[1:]], check=False).returncode
    return failed


def _plans(arguments: list[str]) -> int:
    """Start the embedded server of var/bench (or take DATABASE_URL), then seed what is missing and measure."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.local"
    os.environ["DANBIET_DATA_DIR"] = str(ROOT / "var" / "bench")
    os.environ["DANBIET_TODAY"] = "2021-10-15"
    given = os.environ.get("DATABASE_URL")
    if given:
        return _measure(given, arguments)
    from danbiet.run.postgres import Server

    with Server(data_dir=ROOT / "var" / "bench", is_fast=True) as server:
        return _measure(server.url, arguments)


def _measure(url: str, arguments: list[str]) -> int:
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

    return measure(arguments)


if __name__ == "__main__":
    sys.exit(main())
