"""Parts of backups that need no database: which stay, how contents are locked, what the folder holds after a fault."""

from __future__ import annotations

import json
import os
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danbiet.run.backup import command, creating, database, sealing, store, verifying
from danbiet.run.backup.contents import Contents, Entry, Manifest, Table, read_contents
from danbiet.run.backup.keeping import Rule, kept, read_rule
from danbiet.run.backup.opening import alone, open_store
from danbiet.run.backup.sealing import PIECE, Damaged, new_box, open_box
from danbiet.run.backup.store import locked_size
from danbiet.run.trouble import Trouble

NIGHT = datetime(2026, 11, 29, 3)


def nights(count: int) -> list[datetime]:
    return [NIGHT - timedelta(days=back) for back in range(count)]


def silent(_text: str) -> None:
    """No progress shown."""


def test_kept_after_two_years_of_nights_are_seven_days_four_weeks_twelve_months() -> None:
    found = sorted(kept(nights(730), Rule()), reverse=True)

    sundays = [NIGHT - timedelta(days=7 * back) for back in (1, 2, 3)]
    last_days = [datetime(2026, 11, 1, 3) - timedelta(days=1)]
    while len(last_days) < 11:
        last_days.append(last_days[-1].replace(day=1) - timedelta(days=1))
    assert found == nights(7) + sundays + last_days


def test_kept_of_a_folder_nobody_wrote_to_for_a_year_is_not_emptied() -> None:
    old = [NIGHT - timedelta(days=400 + back) for back in range(3)]

    assert kept(old, Rule(days=1, weeks=0, months=0)) == {old[0]}


def test_kept_several_of_one_day_leaves_the_newest_when_the_day_is_over() -> None:
    day = [NIGHT + timedelta(hours=hour) for hour in range(3)]
    next_day = NIGHT + timedelta(days=2)

    assert kept(day, Rule()) == set(day)
    assert kept([*day, next_day], Rule(days=7, weeks=0, months=0)) == {day[-1], next_day}


@pytest.mark.parametrize("text", ["", "7", "7,4", "a,b,c", "0,0,0", "-1,2,3"])
def test_rule_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_rule(text)


BOX = new_box("một mật khẩu dài")


@given(st.lists(st.binary(max_size=5000), max_size=8))
def test_locked_content_opens_to_the_same(pieces: list[bytes]) -> None:
    locked = b"".join(BOX.lock(pieces))

    assert b"".join(BOX.unlock([locked])) == b"".join(pieces)
    assert len(locked) == locked_size(len(b"".join(pieces)))


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7])
def test_locked_content_around_the_size_of_a_piece_opens(size: int) -> None:
    content = os.urandom(size)
    locked = b"".join(BOX.lock([content]))

    assert len(locked) == locked_size(size)
    assert b"".join(BOX.unlock([locked[:1000], locked[1000:]])) == content


@pytest.mark.parametrize("cut", [1, sealing.TAG, PIECE + sealing.TAG])
def test_locked_content_cut_off_is_damaged(cut: int) -> None:
    locked = b"".join(BOX.lock([os.urandom(2 * PIECE + 5)]))

    with pytest.raises(Damaged):
        list(BOX.unlock([locked[:-cut]]))


def test_locked_content_with_two_pieces_exchanged_is_damaged() -> None:
    locked = b"".join(BOX.lock([os.urandom(3 * PIECE)]))
    head, step = len(sealing.HEAD) + sealing.SALT, PIECE + sealing.TAG
    exchanged = (
        locked[:head]
        + locked[head + step : head + 2 * step]
        + locked[head : head + step]
        + locked[head + 2 * step :]
    )

    with pytest.raises(Damaged):
        list(BOX.unlock([exchanged]))


def test_box_opens_with_its_passphrase_alone() -> None:
    assert open_box(BOX.wrapped, "một mật khẩu dài").key == BOX.key
    with pytest.raises(sealing.WrongPassphrase):
        open_box(BOX.wrapped, "một mật khẩu khác")


def written(folder: Path, *, passphrase: str = "") -> tuple[store.Store, Manifest]:
    """A small backup: a table, a film, a key."""
    one = open_store(folder, passphrase=passphrase, make=True)
    contents = {
        "database/toc.dat": b"toc",
        "database/12.dat.gz": b"rows",
        "files/media/phim.mp4": b"film" * 1000,
    }
    entries = [
        Entry(place, len(body), one.put_bytes(body), table="public.plans_task" if "12" in place else "")
        for place, body in contents.items()
    ]
    whole = Contents(entries, {"public.plans_task": Table(2, "1/2")})
    one.write_manifest(
        {
            "id": "20261129-030000-abcd",
            "created_at": "2026-11-29T03:00:00+00:00",
            "bytes": sum(entry.size for entry in entries),
            "contents": one.put_bytes(whole.as_bytes()),
            "lock": one.box.wrapped if one.box else {},
        }
    )
    return one, one.manifest("20261129-030000-abcd")


@pytest.mark.parametrize("passphrase", ["", "một mật khẩu dài"])
def test_verify_whole_backup_finds_nothing(tmp_path: Path, passphrase: str) -> None:
    one, manifest = written(tmp_path / "b", passphrase=passphrase)

    assert verifying.verify(one, manifest, progress=silent) == []


@pytest.mark.parametrize("passphrase", ["", "một mật khẩu dài"])
def test_verify_one_changed_byte_names_file_and_table(tmp_path: Path, passphrase: str) -> None:
    one, manifest = written(tmp_path / "b", passphrase=passphrase)
    entry = next(entry for entry in one.contents(manifest).entries if entry.table)
    path = one.path_of(entry.digest)
    body = bytearray(path.read_bytes())
    body[-1] ^= 1
    path.write_bytes(bytes(body))

    faults = verifying.verify(one, manifest, progress=silent)

    assert [str(fault) for fault in faults] == [
        "database/12.dat.gz (dữ liệu của bảng «public.plans_task»): nội dung bị hỏng"
    ]


def test_verify_missing_film_names_it_also_when_quick(tmp_path: Path) -> None:
    one, manifest = written(tmp_path / "b")
    film = one.contents(manifest).entries[-1]
    one.path_of(film.digest).unlink()

    faults = verifying.verify(one, manifest, is_quick=True, progress=silent)

    assert [str(fault) for fault in faults] == ["files/media/phim.mp4: bị thiếu"]


def test_damaged_content_set_aside_is_kept_anew_by_the_next_backup(tmp_path: Path) -> None:
    one, manifest = written(tmp_path / "b")
    film = one.contents(manifest).entries[-1]
    one.path_of(film.digest).write_bytes(b"FILM" * 1000)  # the same size: only reading tells
    verifying.set_aside(one, verifying.verify(one, manifest, progress=silent))
    source = tmp_path / "phim.mp4"
    source.write_bytes(b"film" * 1000)

    one.put_file(source, known=film.digest)

    assert verifying.verify(one, manifest, progress=silent) == []


@pytest.mark.parametrize("passphrase", ["", "một mật khẩu dài"])
def test_manifest_changed_by_hand_is_refused(tmp_path: Path, passphrase: str) -> None:
    one, manifest = written(tmp_path / "b", passphrase=passphrase)
    path = one.folder / "backups" / f"{manifest.id}.json"
    path.write_text(path.read_text().replace("2026-11-29", "2026-11-30"))

    with pytest.raises(Damaged):
        one.manifest(manifest.id)
    assert one.manifests() == ([], [path.name])


@pytest.mark.parametrize("is_alone", [True, False])
def test_changed_manifest_of_the_newest_is_named_by_verify_without_being_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, is_alone: bool
) -> None:
    one, manifest = written(tmp_path / "b")
    if not is_alone:
        one.write_manifest({**manifest.facts, "id": "20261128-030000-abcd"})
    path = one.folder / "backups" / f"{manifest.id}.json"
    path.write_text(path.read_text().replace("2026-11-29", "2026-11-30"))

    status = command.backup(["verify", "--dir", str(one.folder)], data_dir=tmp_path)

    said = capsys.readouterr()
    assert status == 1
    assert f"✘ {manifest.id}.json: bìa của bản sao lưu bị hỏng" in said.out
    assert ("✔ 20261128-030000-abcd: nguyên vẹn" in said.out) is not is_alone
    assert ("dùng bản 20261128-030000-abcd" in said.err) is not is_alone


def test_restore_where_every_manifest_is_changed_names_them(tmp_path: Path) -> None:
    one, manifest = written(tmp_path / "b")
    (one.folder / "backups" / f"{manifest.id}.json").write_text("{}")

    with pytest.raises(Trouble, match=rf"{manifest.id}\.json"):
        command.backup(
            ["restore", "--dir", str(one.folder), "--into", str(tmp_path / "c")], data_dir=tmp_path
        )


def test_manifest_written_by_who_has_not_the_key_is_refused(tmp_path: Path) -> None:
    one, manifest = written(tmp_path / "b", passphrase="một mật khẩu dài")
    path = one.folder / "backups" / f"{manifest.id}.json"
    forged = store.Store(one.folder, None, is_locked=True)
    facts = json.loads(path.read_text())
    facts.pop("seal")
    forged.write_manifest({**facts, "bytes": 1})

    with pytest.raises(Damaged):
        one.manifest(manifest.id)


def test_folder_with_the_wrong_passphrase_or_one_too_many_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "locked", passphrase="một mật khẩu dài")
    written(tmp_path / "open")

    with pytest.raises(Trouble, match="Mật khẩu không mở được"):
        open_store(tmp_path / "locked", passphrase="khác")
    with pytest.raises(Trouble, match="không mã hóa nhưng lại có mật khẩu"):
        open_store(tmp_path / "open", passphrase="khác")
    with pytest.raises(Trouble, match="có mã hóa"):
        open_store(tmp_path / "locked", passphrase="").need_key()


def test_folder_whose_note_is_lost_opens_by_a_manifest(tmp_path: Path) -> None:
    written(tmp_path / "locked", passphrase="một mật khẩu dài")
    (tmp_path / "locked" / "danbiet-backups.json").write_text("")

    one = open_store(tmp_path / "locked", passphrase="một mật khẩu dài")

    assert verifying.verify(one, one.manifests()[0][0], progress=silent) == []


def test_folder_with_other_things_in_it_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "thư").write_text("của ai đó")

    with pytest.raises(Trouble, match="thư mục trống"):
        open_store(tmp_path, passphrase="", make=True)


def test_contents_that_are_not_ours_are_damaged() -> None:
    for raw in (b"", b"{}", b"[]", b'{"entries": [[1]], "tables": {}}'):
        with pytest.raises(Damaged):
            read_contents(raw)


def another(one: store.Store, name: str, *, at: str, film: bytes) -> None:
    """A further backup that shares the table with the first one and has another film."""
    bodies = {"database/toc.dat": b"toc", "database/12.dat.gz": b"rows", "files/media/phim.mp4": film}
    entries = [Entry(place, len(body), one.put_bytes(body)) for place, body in bodies.items()]
    one.write_manifest(
        {
            "id": name, "created_at": at, "bytes": sum(entry.size for entry in entries),
            "contents": one.put_bytes(Contents(entries, {}).as_bytes()), "lock": one.box.wrapped if one.box else {},
        }
    )  # fmt: skip


@pytest.mark.parametrize("passphrase", ["", "một mật khẩu dài"])
def test_pruned_backup_takes_what_it_alone_held(tmp_path: Path, passphrase: str) -> None:
    one, old = written(tmp_path / "b", passphrase=passphrase)
    film = one.contents(old).entries[-1]
    another(one, "20261130-030000-abcd", at="2026-11-30T03:00:00+00:00", film=b"new" * 900)
    (one.folder / "objects" / "aa").mkdir(exist_ok=True)
    (one.folder / "objects" / "aa" / "killed.part").write_bytes(b"half")

    gone = creating.prune(one, Rule(days=1, weeks=0, months=0))

    (left,), bad = one.manifests()
    assert (gone, bad, left.id) == ([old.id], [], "20261130-030000-abcd")
    assert not one.path_of(film.digest).exists()
    assert not list(one.folder.rglob("*.part"))
    assert verifying.verify(one, left, progress=silent) == []


def test_nothing_is_swept_while_a_manifest_cannot_be_read(tmp_path: Path) -> None:
    one, old = written(tmp_path / "b")
    film = one.contents(old).entries[-1]
    another(one, "20261130-030000-abcd", at="2026-11-30T03:00:00+00:00", film=b"new" * 900)
    (one.folder / "backups" / f"{old.id}.json").write_text("rác")

    creating.prune(one, Rule())

    assert one.path_of(film.digest).exists()  # the unreadable one may name it


def test_folder_at_work_is_left_to_who_works_there(tmp_path: Path) -> None:
    one, _ = written(tmp_path / "b")

    with alone(one), pytest.raises(Trouble, match="đang làm việc"), alone(one):
        pass


def test_restored_file_of_several_keys_is_read_newest_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danbiet.config.settings import kept as settings

    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.delenv("DANBIET_ENCRYPTION_KEYS", raising=False)
    (tmp_path / "encryption-key").write_text("new=,old=")

    assert settings.encryption_keys() == ["new=", "old="]


@pytest.mark.parametrize(
    ("more", "code", "is_good"),
    [("", 1, True), ("pg_restore: error: could not create index", 1, False), ("", 2, False)],
)
def test_older_server_may_not_know_one_setting_and_nothing_else(
    tmp_path: Path, more: str, code: int, is_good: bool
) -> None:
    program = tmp_path / "pg_restore"
    unknown = f"pg_restore: error: could not execute query: ERROR:  {database.NOT_KNOWN}"
    program.write_text(
        f"#!/bin/sh\necho '{unknown}' >&2\n[ -z '{more}' ] || echo '{more}' >&2\nexit {code}\n"
    )
    program.chmod(0o755)

    def restored(harmless: str) -> None:
        database._run(
            [str(program)], url="postgresql:///x", progress=lambda _words: None, watch="table", failed="Hỏng",
            harmless=harmless,
        )  # fmt: skip

    with nullcontext() if is_good else pytest.raises(Trouble, match="Hỏng"):
        restored(database.NOT_KNOWN)
    with pytest.raises(Trouble, match="transaction_timeout"):
        restored("")
