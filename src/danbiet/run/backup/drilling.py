"""The rehearsal: the newest backup is brought back beside the original, compared, tried, and removed again."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from danbiet.kit import clock
from danbiet.kit.notes import write_note
from danbiet.run.postgres import Server
from danbiet.run.trouble import say

from .contents import Manifest
from .restoring import bring_database, bring_files, contents_of, counted, differing, remove
from .store import Store

LONGEST = 300  # seconds a restored site may take for its own checks


def drill(store: Store, manifest: Manifest, *, data_dir: Path, url: str, at: datetime) -> dict[str, Any]:
    """What was seen, also written to `<data>/drills/`. Trouble when the backup could not be brought back at all.

    `url`: the original's database, only counted. The copy gets the embedded server in a folder of its own below `data_dir`.
    """
    store.need_key()
    began = time.monotonic()
    contents = contents_of(store, manifest)
    copy = Path(tempfile.mkdtemp(prefix="drill-", dir=data_dir))
    copy.chmod(0o711)
    try:
        wrong = bring_database(store, contents, folder=copy, is_fast=True)
        bring_files(store, contents, folder=copy)
        complaint = _tried(copy)
    finally:
        remove(copy)
    now = counted(url)
    seen = {
        "backup": manifest.id,
        "made_at": manifest.facts["created_at"],
        "drilled_at": at.isoformat(),
        "seconds": round(time.monotonic() - began, 1),
        "tables": len(contents.tables),
        "rows": sum(one.rows for one in contents.tables.values()),
        "files": manifest.facts["files"],
        "differing": wrong,
        "changed_since": len(differing(contents.tables, now)),
        "rows_now": sum(one.rows for one in now.values()),
        "complaint": complaint,
        "is_good": not wrong and not complaint,
    }
    folder = data_dir / "drills"
    folder.mkdir(exist_ok=True)
    write_note(folder / f"{clock.local(at):%Y%m%d-%H%M%S}.json", seen)
    return seen


def _tried(copy: Path) -> str:
    """What our own programs say of the copy (`trial.py`); empty when all is well."""
    say("• Đang chạy thử bản khôi phục…")
    with Server(data_dir=copy, is_fast=True) as server:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("DANBIET_", "DATABASE_"))
        }
        done = subprocess.run(
            [sys.executable, "-m", "danbiet.run.backup.trial"],
            env={
                **kept,
                "DATABASE_URL": server.url,
                "DANBIET_DATA_DIR": str(copy),
                "DJANGO_SETTINGS_MODULE": "danbiet.config.settings.local",
            },
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
    if done.returncode == 0:
        return ""
    return (done.stdout.strip() or done.stderr.strip() or "?").splitlines()[-1]


def story(seen: dict[str, Any]) -> str:
    """The rehearsal in Vietnamese, for who has to sign that it was held."""
    lines = [
        f"Diễn tập khôi phục bản {seen['backup']} (lập lúc {_local(seen['made_at'])}), {_local(seen['drilled_at'])}:",
        f"  nạp lại {seen['tables']} bảng, {seen['rows']} dòng, {seen['files']} tệp trong {seen['seconds']:.0f} giây",
        f"  từ khi sao lưu, {seen['changed_since']} bảng của bản đang chạy đã thay đổi (hiện có {seen['rows_now']} dòng)",
    ]
    if seen["differing"]:
        lines.append(
            f"✘ Khác bản sao lưu ở {len(seen['differing'])} bảng: {', '.join(seen['differing'][:10])}"
        )
    if seen["complaint"]:
        lines.append(f"✘ Bản khôi phục không chạy được: {seen['complaint']}")
    if seen["is_good"]:
        lines.append("✔ Số dòng và mã kiểm tra từng bảng khớp; trang chủ của bản khôi phục mở được.")
    return "\n".join(lines)


def _local(text: str) -> str:
    return f"{clock.local(datetime.fromisoformat(text)):%d/%m/%Y %H:%M}"
