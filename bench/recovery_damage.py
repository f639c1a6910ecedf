"""Three copies of a backup are damaged for `bench recovery`; `danbiet backup verify` has to name what, and `restore` to refuse it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.recovery_site import Site
from danbiet.run.backup.contents import Contents, Entry
from danbiet.run.backup.opening import open_store
from danbiet.run.backup.store import Store

if TYPE_CHECKING:
    from bench.recovery import Report


def all_named(folder: Path, name: str, report: Report) -> None:
    """A flipped byte in the dump, a content that is missing, a manifest that was changed."""
    whole = Site(folder / "none", backups=folder / "backups").run("backup", "verify", name)
    report.line(f"the backup itself: {whole.stdout.strip()}", is_good=whole.returncode == 0)
    for number, (what, harm) in enumerate(
        (
            ("a flipped byte in the dump", _flip),
            ("a missing content file", _lose),
            ("a changed manifest", _change),
        )
    ):
        _one(folder, f"damaged-{number}", name, what, harm, report)


def _one(
    folder: Path, copy: str, name: str, what: str, harm: Callable[[Store, str], str], report: Report
) -> None:
    (folder / copy).mkdir()
    subprocess.run(
        ["cp", "-a", "--", str(folder / "backups"), str(folder / "passphrase"), str(folder / copy)],
        check=True,
    )
    passphrase = (folder / "passphrase").read_text(encoding="utf-8")
    store = open_store(folder / copy / "backups", passphrase=passphrase)
    wanted = harm(store, name)
    site = Site(folder / f"{copy}-restored", backups=store.folder)
    verified = site.run("backup", "verify")
    restored = site.run("backup", "restore", name)
    named = [line for line in verified.stdout.splitlines() if line.startswith("✘") and wanted in line]
    report.line(
        f"{what}: verify says «{named[0] if named else verified.stdout + verified.stderr}»",
        is_good=bool(named) and verified.returncode == 1,
    )
    report.line(
        f"{what}: restore refuses: {restored.stderr.strip().splitlines()[-1]}",
        is_good=restored.returncode == 1 and not site.data_dir.exists(),
    )
    report.numbers.setdefault("damage", {})[what] = named[:1]


def _flip(store: Store, name: str) -> str:
    """One bit in the middle of the largest table's rows; its file and table."""
    entry = max((one for one in _contents(store, name).entries if one.table), key=lambda one: one.size)
    path = store.path_of(entry.digest)
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 0x01
    path.write_bytes(bytes(body))
    return f"{entry.place} (dữ liệu của bảng «{entry.table}»): nội dung bị hỏng"


def _lose(store: Store, name: str) -> str:
    """The content of one file of the media folder; its name."""
    entries = [one for one in _contents(store, name).entries if one.place.startswith("files/")]
    entry: Entry = entries[len(entries) // 2]
    store.path_of(entry.digest).unlink()
    return f"{entry.place}: bị thiếu"


def _change(store: Store, name: str) -> str:
    """One row more than there is, as somebody would write it; the manifest's name."""
    path = store.folder / "backups" / f"{name}.json"
    facts = json.loads(path.read_bytes())
    facts["rows"] += 1
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")
    return f"{name}.json: bìa của bản sao lưu bị hỏng"


def _contents(store: Store, name: str) -> Contents:
    return store.contents(store.manifest(name))
