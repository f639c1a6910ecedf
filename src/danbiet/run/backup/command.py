"""`danbiet backup …`: what an administrator types, and what the nightly job runs."""

from __future__ import annotations

import argparse
import errno
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg

from danbiet.config.settings import env
from danbiet.kit import clock
from danbiet.kit.notes import BACKUPS, read_note
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble, say, tell_json

from . import creating, drilling, restoring, state, verifying
from .contents import Manifest
from .creating import Source, shown
from .keeping import Rule, read_rule
from .opening import open_store
from .options import parse
from .sealing import Damaged
from .store import Store

YOUNG = timedelta(hours=12)  # the nightly job leaves a backup of a timer alone
SUNDAY = 6


def backup(arguments: list[str], *, data_dir: Path) -> int:
    """Run one of the sub-commands. Status 0 when all is well, 1 when a backup is not whole; Trouble otherwise."""
    options = parse(arguments)
    try:
        return _run(options, data_dir)
    except (OSError, psycopg.Error) as error:
        raise Trouble(_sentence(error)) from error


def _run(options: argparse.Namespace, data_dir: Path) -> int:
    if options.verb == "list":
        return _list(options, data_dir)
    if options.verb == "verify":
        return _verify(options, data_dir)
    if options.verb == "restore":
        return _restore(options, data_dir)
    with _original(data_dir) as url:
        if options.verb == "create":
            return _create(options, data_dir, url)
        if options.verb == "drill":
            return _drill(options, data_dir, url)
        return _nightly(options, data_dir, url)


# --- the sub-commands


def _create(options: argparse.Namespace, data_dir: Path, url: str) -> int:
    manifest, _ = make(options, data_dir, url)
    facts = manifest.facts
    say(
        f"✔ Bản sao lưu {manifest.id}: {facts['tables']} bảng, {facts['rows']} dòng, {facts['files']} tệp, "
        f"{_size(facts['bytes'])} (chép mới {_size(facts['copied_bytes'])}) trong {facts['seconds']:.0f} giây."
    )
    sys.stdout.write(f"{manifest.id}\n")
    return 0


def make(options: argparse.Namespace, data_dir: Path, url: str) -> tuple[Manifest, Store]:
    """One backup, read again at once (database and keys), and remembered. Trouble is remembered too."""
    at = datetime.now(UTC)
    try:
        place, passphrase = _place(options, data_dir), _passphrase(options)
        _warn(place, data_dir, has_keys=not options.without_keys, is_locked=bool(passphrase))
        store = open_store(place, passphrase=passphrase, make=True)
        source = _source(data_dir, url, with_keys=not options.without_keys)
        manifest = creating.create(store, source, rule=_rule(), at=at, note=options.note)
        say("• Đang đọc lại bản sao lưu…")
        faults = verifying.verify(store, manifest, is_quick=True, progress=shown())
        if faults:
            verifying.set_aside(store, faults)
            raise Trouble(f"Bản sao lưu {manifest.id} đọc lại bị lỗi: {faults[0]}")
    except (Trouble, OSError, psycopg.Error) as error:
        why = str(error) if isinstance(error, Trouble) else _sentence(error)
        state.remember_failed(data_dir, at=at, why=why)
        raise
    state.remember_good(data_dir, manifest, folder=store.folder)
    return manifest, store


def _list(options: argparse.Namespace, data_dir: Path) -> int:
    good, bad = _store(options, data_dir).manifests()
    if options.json:
        hidden = {"lock", "contents"}
        shown_facts = [{k: v for k, v in one.facts.items() if k not in hidden} for one in good]
        tell_json({"backups": shown_facts, "unreadable": bad})
        return 1 if bad else 0
    for one in good:
        facts, mark = one.facts, "mã hóa" if one.is_locked else "không mã hóa"
        note = f" – {facts['note']}" if facts["note"] else ""
        sys.stdout.write(
            f"{one.id}  {clock.local(one.at):%d/%m/%Y %H:%M}  {_size(facts['bytes']):>9}  {facts['rows']} dòng, "
            f"{facts['files']} tệp, {mark}{note}\n"
        )
    for name in bad:
        sys.stdout.write(f"✘ {name}: bìa của bản sao lưu bị hỏng\n")
    if not good and not bad:
        say("Chưa có bản sao lưu nào: danbiet backup create")
    return 1 if bad else 0


def _verify(options: argparse.Namespace, data_dir: Path) -> int:
    store = _store(options, data_dir)
    good, bad = store.manifests()
    chosen = good if options.all or (bad and not good) else [chosen_of(store, options.id)]
    faults = {
        one.id: verifying.verify(store, one, is_quick=options.quick, progress=shown()) for one in chosen
    }
    broken = [] if options.id else bad
    if options.set_aside:
        for found in faults.values():
            verifying.set_aside(store, found)
    if options.json:
        tell_json({"faults": {k: [str(one) for one in v] for k, v in faults.items()}, "unreadable": broken})
    else:
        for name, found in faults.items():
            for fault in found:
                sys.stdout.write(f"✘ {name}: {fault}\n")
            if not found:
                sys.stdout.write(f"✔ {name}: nguyên vẹn\n")
        for name in broken:
            sys.stdout.write(f"✘ {name}: bìa của bản sao lưu bị hỏng\n")
    return 1 if broken or any(faults.values()) else 0


def _restore(options: argparse.Namespace, data_dir: Path) -> int:
    store = _store(options, data_dir)
    manifest = chosen_of(store, options.id)
    target = (options.into or data_dir).expanduser().absolute()
    url = options.database_url or ("" if options.into else os.environ.get("DATABASE_URL", ""))
    outcome = restoring.restore(store, manifest, target=target, url=url, is_replacing=options.replace)
    say(
        f"✔ Đã khôi phục bản {manifest.id} vào «{target}»: {outcome.tables} bảng ({outcome.rows} dòng) khớp từng mã kiểm "
        f"tra, {outcome.files} tệp."
    )
    if outcome.left_aside:
        say(f"• Dữ liệu cũ còn nguyên ở «{outcome.left_aside}».")
    if not manifest.facts["has_keys"]:
        say("! Bản này không có khóa: hãy đặt lại DANBIET_SECRET_KEY và DANBIET_ENCRYPTION_KEYS như cũ.")
    if not manifest.facts["has_media"]:
        say("! Bản này không có tệp: chúng nằm trong kho S3.")
    say(f"Chạy: DANBIET_DATA_DIR={target} danbiet serve")
    return 0


def _drill(options: argparse.Namespace, data_dir: Path, url: str) -> int:
    store = _store(options, data_dir)
    at = datetime.now(UTC)
    seen = drilling.drill(store, chosen_of(store, options.id), data_dir=data_dir, url=url, at=at)
    state.remember(data_dir, drill={key: seen[key] for key in ("backup", "drilled_at", "is_good", "seconds")})
    if options.json:
        tell_json(seen)
    else:
        sys.stdout.write(drilling.story(seen) + "\n")
    return 0 if seen["is_good"] else 1


def _nightly(options: argparse.Namespace, data_dir: Path, url: str) -> int:
    if options.dir is None and not os.environ.get("DANBIET_BACKUP_DIR"):
        raise Trouble("Chưa đặt DANBIET_BACKUP_DIR nên không có sao lưu hằng đêm.")
    now = datetime.now(UTC)
    last = read_note(data_dir / BACKUPS)
    if last.get("good") and not last.get("failed"):
        age = now - datetime.fromisoformat(last["good"]["at"])
        if timedelta(0) <= age < YOUNG:
            say("• Đã có bản sao lưu tốt trong 12 giờ qua.")
            return 0
    options.without_keys, options.note = False, ""
    manifest, store = make(options, data_dir, url)
    if clock.local(now).weekday() != SUNDAY:
        return 0
    faults = verifying.verify(store, manifest, progress=shown())
    if faults:
        verifying.set_aside(store, faults)
        why = f"{len(faults)} tệp hỏng, đầu tiên là {faults[0]}; lần sao lưu sau sẽ chép lại"
        state.remember_failed(data_dir, at=now, why=why)
        raise Trouble(why)
    options.id, options.json = manifest.id, False
    return _drill(options, data_dir, url)


# --- where, with what


def chosen_of(store: Store, name: str) -> Manifest:
    """The backup of this name, or the newest one that can be read; a newer one that cannot is said."""
    try:
        if name:
            return store.manifest(name)
    except Damaged as error:
        raise Trouble(
            f"Bìa của bản sao lưu {name} bị hỏng: hãy dùng bản khác (danbiet backup list)."
        ) from error
    good, bad = store.manifests()
    if not good and not bad:
        raise Trouble(f"Chưa có bản sao lưu nào trong «{store.folder}».")
    if not good:
        raise Trouble(f"Bìa của mọi bản sao lưu trong «{store.folder}» bị hỏng: {', '.join(bad)}.")
    newer = [one for one in bad if one > f"{good[0].id}.json"]
    if newer:
        say(f"! Bìa của bản mới hơn bị hỏng ({', '.join(newer)}): dùng bản {good[0].id}.")
    return good[0]


def _store(options: argparse.Namespace, data_dir: Path) -> Store:
    return open_store(_place(options, data_dir), passphrase=_passphrase(options))


def _place(options: argparse.Namespace, data_dir: Path) -> Path:
    given = options.dir or os.environ.get("DANBIET_BACKUP_DIR") or data_dir / "backups"
    return Path(given).expanduser().absolute()


def _passphrase(options: argparse.Namespace) -> str:
    if options.passphrase_file:
        try:
            found = str(options.passphrase_file.read_text(encoding="utf-8")).strip()
        except OSError as error:
            raise Trouble(f"Không đọc được «{options.passphrase_file}»: {error.strerror}.") from error
        if not found:
            raise Trouble(f"Tệp mật khẩu «{options.passphrase_file}» trống.")
        return found
    given = env.text("DANBIET_BACKUP_PASSPHRASE")
    if given or not getattr(options, "encrypt", False):
        return given
    if not sys.stdin.isatty():
        raise Trouble("Cần mật khẩu: hãy đặt DANBIET_BACKUP_PASSPHRASE_FILE hoặc --passphrase-file.")
    first = getpass.getpass("Mật khẩu của bản sao lưu (mất mật khẩu là mất bản sao lưu): ")
    if not first or first != getpass.getpass("Nhập lại: "):
        raise Trouble("Hai lần nhập không giống nhau hoặc để trống.")
    return first


def _rule() -> Rule:
    given = os.environ.get("DANBIET_BACKUP_KEEP") or "7,4,12"
    try:
        return read_rule(given)
    except ValueError as error:
        raise Trouble(
            f"DANBIET_BACKUP_KEEP: «{given}» phải là ba số: ngày,tuần,tháng (ví dụ 7,4,12)."
        ) from error


def _source(data_dir: Path, url: str, *, with_keys: bool) -> Source:
    from django.conf import settings

    keys = {"secret-key": settings.SECRET_KEY, "encryption-keys": ",".join(settings.DANBIET_ENCRYPTION_KEYS)}
    if settings.DANBIET_PLAY_KEY:
        keys["play-key"] = settings.DANBIET_PLAY_KEY
    if (data_dir / "demo-today").exists():
        keys["today"] = (data_dir / "demo-today").read_text(encoding="ascii")
    media = None if env.text("DANBIET_S3_BUCKET") else Path(settings.MEDIA_ROOT)
    return Source(url, data_dir, media, keys if with_keys else {}, contests=data_dir / "contests")


def _warn(place: Path, data_dir: Path, *, has_keys: bool, is_locked: bool) -> None:
    existing = next(path for path in (place, *place.parents) if path.exists())
    if data_dir.exists() and existing.stat().st_dev == data_dir.stat().st_dev:
        say(
            "! Bản sao lưu nằm cùng ổ đĩa với dữ liệu: ổ hỏng là mất cả hai. Hãy đặt DANBIET_BACKUP_DIR ở ổ hoặc máy khác."
        )
    if has_keys and not is_locked:
        say(
            "! Bản sao lưu không mã hóa có cả khóa giải mã thông tin người dân: hãy giữ kín, hoặc mã hóa (--encrypt)."
        )


@contextmanager
def _original(data_dir: Path) -> Iterator[str]:
    """The living database, running for as long as the block lasts."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with Server(data_dir=data_dir) as server:
        os.environ["DATABASE_URL"] = server.url
        yield server.url


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"Ổ đĩa đã đầy khi ghi «{error.filename or '?'}»: hãy giải phóng dung lượng rồi chạy lại."
    if isinstance(error, OSError):
        return f"Không dùng được «{error.filename or '?'}»: {error.strerror}."
    return f"Không làm việc được với cơ sở dữ liệu: {' '.join(str(error).split())}"


def _size(count: int) -> str:
    for unit in ("B", "KB", "MB"):
        if count < 1024:
            return f"{count:.0f} {unit}"
        count //= 1024
    return f"{count} GB"
