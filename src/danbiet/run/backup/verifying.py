"""Is a backup whole? Every byte of it is read; what is wrong is named by file and table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .contents import Entry, Manifest
from .database import Progress
from .sealing import Damaged
from .store import Store


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: `place` is the file in the backup; `table` whose rows are lost with it."""

    place: str
    what: str
    table: str = ""
    digest: str = ""

    def __str__(self) -> str:
        rows = f" (dữ liệu của bảng «{self.table}»)" if self.table else ""
        return f"{self.place}{rows}: {self.what}"


def verify(store: Store, manifest: Manifest, *, is_quick: bool = False, progress: Progress) -> list[Fault]:
    """Everything that is wrong with the backup; empty when it is whole.

    `is_quick` reads database and keys, and looks only whether the other files are there in their size.
    """
    store.need_key()
    try:
        contents = store.contents(manifest)
    except Damaged:
        return [Fault("contents", "danh mục của bản sao lưu bị hỏng hoặc thiếu")]
    faults = list(_listed(manifest, contents.entries))
    checked: dict[str, bool] = {}
    for number, entry in enumerate(contents.entries, start=1):
        if entry.digest not in checked:
            checked[entry.digest] = _is_whole(store, entry, is_quick=is_quick)
        if not checked[entry.digest]:
            is_there = store.path_of(entry.digest).exists()
            faults.append(
                Fault(entry.place, "nội dung bị hỏng" if is_there else "bị thiếu", entry.table, entry.digest)
            )
        progress(f"đã đọc {number}/{len(contents.entries)} tệp")
    return faults


def set_aside(store: Store, faults: list[Fault]) -> None:
    """Damaged contents make room, so that the next backup keeps them anew from the living installation."""
    for fault in faults:
        if fault.digest:
            store.set_aside(fault.digest)


def _is_whole(store: Store, entry: Entry, *, is_quick: bool) -> bool:
    if is_quick and entry.place.startswith("files/"):
        return store.holds(entry.digest, entry.size)
    try:
        return sum(len(piece) for piece in store.read(entry.digest)) == entry.size
    except Damaged:
        return False


def _listed(manifest: Manifest, entries: list[Entry]) -> Iterator[Fault]:
    places = [entry.place for entry in entries]
    if "database/toc.dat" not in places:
        yield Fault("database/toc.dat", "bị thiếu trong danh mục")
    if sum(entry.size for entry in entries) != manifest.facts["bytes"]:
        yield Fault("contents", "danh mục không khớp dung lượng ghi ở bìa")
