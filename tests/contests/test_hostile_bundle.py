"""Whatever is done to the files of a bundle: the verifier says so, and never falls over."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danbiet.contests.calc.bundle import FILES, MANIFEST, Disqualification, pack, write
from danbiet.contests.calc.reading import NotABundle
from danbiet.contests.calc.units import Unit
from danbiet.contests.calc.verify import verify

from .cases import OPENS, Take, closed_round, lines_of, person
from .rule_sets import soc_trang_2020
from .test_tampering import change_manifest, make_fit

FREE = {"disqualified.csv"}  # holds words and a moment that nothing is computed from


@pytest.fixture(scope="module")
def sound() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bundle"
        units = [Unit("a", "Sở A", "don-vi", 10), Unit("b", "Sở B", "don-vi", 10)]
        closed = closed_round(
            soc_trang_2020(),
            units=units,
            parts={("a", "video"): 8000, ("b", "video"): 10},
            disqualified=(Disqualification(person(3), 0, OPENS, "Đã xác minh"),),
        )
        write(folder, closed, lines_of(closed, [Take(n, n, 60, unit="ab"[n % 2]) for n in range(1, 9)]))
        yield folder


@st.composite
def damages(draw: st.DrawFn) -> tuple[str, str, int, int]:
    """File, kind of damage, where (in thousandths), with what byte."""
    kind = draw(st.sampled_from(["byte", "cut", "twice", "line", "swap"]))
    return draw(st.sampled_from(FILES)), kind, draw(st.integers(0, 999)), draw(st.integers(0, 255))


def damaged(data: bytes, kind: str, where: int, byte: int) -> bytes:
    place = len(data) * where // 1000
    lines = data.split(b"\n")
    number = len(lines) * where // 1000
    if kind == "byte":
        return data[:place] + bytes([byte]) + data[place + 1 :]
    if kind == "cut":
        return data[:place]
    if kind == "twice":
        return b"\n".join([*lines[: number + 1], *lines[number:]])
    if kind == "line":
        return b"\n".join([*lines[:number], *lines[number + 1 :]])
    return b"\n".join([*lines[:number], *reversed(lines[number : number + 2]), *lines[number + 2 :]])


@settings(max_examples=200, deadline=None)
@given(damage=damages())
def test_damaged_file_whose_sum_was_made_to_fit_is_found(
    sound: Path, damage: tuple[str, str, int, int]
) -> None:
    name, kind, where, byte = damage
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "bundle"
        shutil.copytree(sound, folder)
        before = (folder / name).read_bytes()
        after = damaged(before, kind, where, byte)
        (folder / name).write_bytes(after)
        make_fit(folder)

        try:
            is_sound = verify(folder).is_sound
        except NotABundle:
            is_sound = False

    assert is_sound == (after == before) or name in FREE


@pytest.mark.parametrize(
    "change",
    [
        {"secret": "00"},
        {"secret": "zz" * 32},
        {"closes": 1 << 80},
        {"closes": -1},
        {"entries": "8"},
        {"round": "tuan-9"},
        {"contest": "other"},
        {"drops": [{"item": 1, "note": ""}]},
        {"extensions": [{"at": 1}]},
        {"held": {"persons": [[]], "units": []}},
        {"held": {"persons": []}},
        {"files": {}},
        {"format": "danbiet.bundle.v2"},
    ],
)
def test_manifest_with_nonsense_is_no_bundle(sound: Path, tmp_path: Path, change: dict[str, Any]) -> None:
    folder = tmp_path / "bundle"
    shutil.copytree(sound, folder)
    change_manifest(folder, **change)

    with pytest.raises(NotABundle):
        verify(folder)


@pytest.mark.parametrize("entries", [-1, 0, 7, 9, 10**12])
def test_manifest_with_another_number_of_entries_is_found(sound: Path, tmp_path: Path, entries: int) -> None:
    folder = tmp_path / "bundle"
    shutil.copytree(sound, folder)
    change_manifest(folder, entries=entries)

    assert "entries" in verify(folder).findings.counts


def test_damaged_zip_is_no_bundle(sound: Path, tmp_path: Path) -> None:
    pack(sound, tmp_path / "bundle.zip")
    data = bytearray((tmp_path / "bundle.zip").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (tmp_path / "bundle.zip").write_bytes(data)
    (tmp_path / "text.zip").write_bytes(b"not a zip")

    for name in ("bundle.zip", "text.zip", "nothing.zip"):
        with pytest.raises(NotABundle):
            verify(tmp_path / name)


def test_every_file_of_a_bundle_is_named_in_it(sound: Path) -> None:
    assert {path.name for path in sound.iterdir()} == {MANIFEST, *FILES}
