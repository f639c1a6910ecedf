"""Log files turn over and never stop the process that writes them."""

import os
from pathlib import Path

import pytest

from danbiet.run import logs


def write(path: Path, data: bytes) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as pipe:
        thread = logs.pump(pipe, path)
        os.write(writing, data)
        os.close(writing)
        thread.join(10)
        assert not thread.is_alive()


def test_pump_past_its_size_turns_over_and_keeps_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "LARGEST", 5)

    write(tmp_path / "web.log", b"".join(b"line %d\n" % number for number in range(1, 7)))

    assert (tmp_path / "web.log").read_bytes() == b"line 6\n"
    assert [(tmp_path / f"web.log.{number}").read_bytes() for number in (1, 2, 3)] == [
        b"line 5\n",
        b"line 4\n",
        b"line 3\n",
    ]
    assert not (tmp_path / "web.log.4").exists()


def test_pump_that_cannot_write_still_empties_the_pipe(tmp_path: Path) -> None:
    (tmp_path / "web.log").mkdir()

    write(tmp_path / "web.log", b"line\n" * 1000)

    assert (tmp_path / "web.log").is_dir()


def test_tail_reads_only_what_is_new(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.write_bytes(b"old\nnew\n")

    assert logs.tail(path, start=4) == "new\n"
    assert logs.tail(tmp_path / "none.log") == ""
