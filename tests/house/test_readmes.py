"""Every app says on one page what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

OURS = sorted(
    (config.label, Path(config.path))
    for config in apps.get_app_configs()
    if config.name.startswith("danbiet.")
)
PAGE = 90  # lines of a printed page, tables and lists among them


@pytest.mark.parametrize(("label", "folder"), OURS, ids=[label for label, _folder in OURS])
def test_app_has_a_readme_of_one_page(label: str, folder: Path) -> None:
    readme = folder / "README.md"

    assert readme.exists(), f"{label} has no README.md"
    lines = readme.read_text(encoding="utf-8").splitlines()
    assert 5 <= len(lines) <= PAGE, f"{label}: {len(lines)} lines"
    assert lines[0].startswith("# ")
