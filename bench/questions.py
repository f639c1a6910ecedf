"""`python -m bench questions [alike|many|rush]`: similar questions among 5,000; lists, figures and deadlines among 200,000; a rush.

Databases of their own in the embedded server of var/bench (or on the server of DATABASE_URL), filled once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
PARTS = {"alike": "bench_alike", "many": "bench_questions", "rush": "bench_questions"}


def main() -> int:
    """Run one part, or each in a process of its own (a process has one database)."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "danbiet.config.settings.local"
    os.environ.setdefault("DANBIET_DATA_DIR", str(ROOT / "var" / "bench"))
    os.environ["DANBIET_TODAY"] = "2021-12-15"
    parts = [part for part in sys.argv[1:] if part in PARTS]
    if len(parts) != 1:
        runs = [
            subprocess.run([sys.executable, "-m", "bench", "questions", part], check=False, cwd=ROOT)
            for part in parts or PARTS
        ]
        return max(run.returncode for run in runs)
    given = os.environ.get("DATABASE_URL")
    if given:
        return _run(given, parts[0])
    from danbiet.run.postgres import Server

    with Server(data_dir=ROOT / "var" / "bench", is_fast=True) as server:
        return _run(server.url, parts[0])


def _run(url: str, part: str) -> int:
    from bench.questions_database import use

    use(url, PARTS[part])
    from importlib import import_module

    import django
    from django.conf import settings

    settings.DEBUG = False
    # Before the applications are loaded, which ask for it: without a build the addresses of style sheets cost the same.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")  # nothing was collected
    print(f"== questions: {part}", flush=True)
    return 0 if import_module(f"bench.questions_{part}").measure() else 1


if __name__ == "__main__":
    sys.exit(main())
