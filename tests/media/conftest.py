"""Small real films, made once by the same ffmpeg that the programme uses, and folders of a test's own."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.factories import plans as make

from danbiet.accounts.models import User
from danbiet.media.render import program
from danbiet.org.models import Unit

Filmer = Callable[..., Path]


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Filmer:
    """`film("name.mp4", size="160x120", seconds=2, sound=True, extra=[…])`: a test picture, kept for the whole run."""
    folder = tmp_path_factory.mktemp("films")
    made: dict[tuple[Any, ...], Path] = {}

    def one(
        name: str = "a.mp4", *, size: str = "160x120", seconds: int = 2, sound: bool = True,
        extra: tuple[str, ...] = (), before: tuple[str, ...] = (),
    ) -> Path:  # fmt: skip
        key = (name, size, seconds, sound, extra, before)
        if key not in made:
            target = folder / f"{len(made)}-{name}"
            tone = ["-f", "lavfi", "-i", f"sine=d={seconds}"] if sound else []
            subprocess.run(
                [program(), "-v", "error", *before, "-f", "lavfi", "-i", f"testsrc=d={seconds}:s={size}:r=25", *tone,
                 "-pix_fmt", "yuv420p", *extra, "-y", str(target)], check=True,
            )  # fmt: skip
            made[key] = target
        return made[key]

    return one


@pytest.fixture
def folders(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DANBIET_UPLOADS = tmp_path / "uploads"
    return tmp_path


@pytest.fixture
def office(db: None) -> Unit:
    return make.unit("Sở Nội vụ", kind="province", code="94")


@pytest.fixture
def editor(office: Unit) -> User:
    return make.person("Nguyễn Thị Biên", unit=office, role="editor")


def left_on_disk(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
