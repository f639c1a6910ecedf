"""deploy/env.example names every variable the code reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(
    r"""(?:(?:\benv\.)?\b(?:text|flag|number|day|words|database)\(|environ(?:\.get\(|\[)|getenv\()\s*["'](DANBIET_\w+|DATABASE_URL)["']"""
)
INTERNAL = {"DANBIET_TEST_RUN", "DANBIET_TEST_SERVER", "DANBIET_TEST_TEMPLATE"}


def test_example_of_settings_is_complete_and_has_nothing_unread() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tools").glob("*.py")]
    read = {name for path in sources for name in READ.findall(path.read_text(encoding="utf-8"))} - INTERNAL
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?(DANBIET_\w+|DATABASE_URL)=", example, flags=re.MULTILINE))

    assert named == read
