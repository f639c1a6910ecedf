"""`danbiet demo remove`: the demonstration year goes as a whole, and what is left is an empty installation.

Not row by row: two hundred tables refer to each other, records are only ever added to, and half a removal would be worse than none.
The tables are made anew by the migrations; what real people made is looked for first and stops it.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from danbiet.kit.text import viet_number
from danbiet.run.trouble import Trouble, say

# What the demonstration leaves in the data folder. Keys, logs, backups and the database's own folder stay.
FOLDERS = ("media", "uploads", "mail", "sms", "visits", "contests", "demo")
FILES = ("demo-today", "demo-loading")
LOCK_TIMEOUT = "10s"


def remove(arguments: list[str], *, data_dir: Path) -> int:
    """List what there is; with `--yes` remove it. Status 0; Trouble when there is nothing, when it is mixed, or when it is in use."""
    options = _parse(arguments)
    import django

    django.setup()
    from django.db import connection

    from danbiet.demo.actions.remains import remains

    found = remains() if "audit_entry" in connection.introspection.table_names() else None
    if found is None or not found.is_there:
        raise Trouble("Không có năm trình diễn nào trong cơ sở dữ liệu này: không có gì để xóa.")
    _tell("Năm trình diễn và mọi thứ trong cơ sở dữ liệu này:", [*found.counts, ("hàng khác", found.other)])
    _tell("Trong đó, làm thử bằng tài khoản trình diễn sau khi nạp:", found.tried)
    _tell_files(data_dir)
    if found.is_mixed:
        _tell_mixed(found.people, found.visitors, is_known=found.is_known)
        if not options.everything:
            raise Trouble(
                "Không xóa: có thứ không phải của năm trình diễn (liệt kê ở trên) và không tách riêng được. Hãy lưu lại những thứ đó, "
                "hoặc dùng thư mục dữ liệu khác; nếu chắc chắn bỏ tất cả, thêm --everything."
            )
    if not options.yes:
        sys.stdout.write("\nMới chỉ xem, chưa xóa gì. Xóa thật: danbiet demo remove --yes\n")
        return 0
    _alone(data_dir)
    _empty_database()
    _remove_files(data_dir)
    sys.stdout.write(
        "\nĐã xóa năm trình diễn; bản cài đặt bây giờ trống. Chạy «danbiet serve --empty» để cài đặt.\n"
    )
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet demo remove",
        description="Xóa toàn bộ năm trình diễn: dữ liệu, tài khoản, tệp. Không lấy lại được.",
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ đếm theo loại, không xóa (mặc định)")
    parser.add_argument("--yes", action="store_true", help="xóa thật")
    parser.add_argument(
        "--everything", action="store_true", help="xóa cả những gì người thật đã làm hoặc gửi đến"
    )
    options = parser.parse_args(arguments)
    options.yes = options.yes and not options.dry_run
    return options


def _tell(title: str, counts: Iterable[tuple[str, int]]) -> None:
    rows = [f"  {viet_number(count):>9}  {words}" for words, count in counts if count]
    if rows:
        sys.stdout.write("\n".join([title, *rows]) + "\n")


def _tell_files(data_dir: Path) -> None:
    files = [path for name in FOLDERS for path in (data_dir / name).rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1024**2
    sys.stdout.write(
        f"Tệp trong «{data_dir}»: {viet_number(len(files))} tệp, {viet_number(round(size))} MB\n"
    )


def _tell_mixed(people: Iterable[str], visitors: Iterable[tuple[str, int]], *, is_known: bool) -> None:
    for person in people:
        say(f"‼ Người không phải của năm trình diễn: {person}")
    for words, count in visitors:
        say(f"‼ Từ bên ngoài, sau khi nạp: {viet_number(count)} {words}")
    if not is_known:
        say(
            "‼ Năm trình diễn do một bản cũ nạp, chưa ghi lại số hàng lúc nạp xong: không biết điều gì được thêm về sau."
        )


def _alone(data_dir: Path) -> None:
    """Trouble while `danbiet serve` runs on this data folder."""
    lock = data_dir / "serve.lock"
    if not lock.exists():
        return
    opened = os.open(lock, os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Trouble("Dân Biết đang chạy với thư mục dữ liệu này: hãy dừng (Ctrl-C) rồi xóa.") from None
    finally:
        os.close(opened)


def _empty_database() -> None:
    from django.db import ProgrammingError, connection, transaction
    from django.db.utils import OperationalError

    from danbiet.run.prepare import migrate

    with connection.cursor() as cursor:
        tables = {info.name for info in connection.introspection.get_table_list(cursor) if info.type == "t"}
    ours = set(connection.introspection.django_table_names()) | {"django_migrations"}
    foreign = sorted(name for name in tables - ours if not name.startswith("procrastinate_"))
    if foreign:
        raise Trouble(
            f"Cơ sở dữ liệu có bảng không phải của Dân Biết ({', '.join(foreign[:5])}): hãy dùng cơ sở dữ liệu riêng, không xóa ở đây."
        )
    say("• Đang xóa các bảng…")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
            cursor.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
    except OperationalError as error:
        raise Trouble(
            "Có chương trình khác đang dùng cơ sở dữ liệu: hãy dừng Dân Biết ở mọi máy rồi chạy lại. Chưa xóa gì."
        ) from error
    except ProgrammingError as error:
        raise Trouble(
            "Tài khoản trong DATABASE_URL không được phép tạo lại các bảng: hãy tạo cơ sở dữ liệu trống mới và trỏ DATABASE_URL đến đó. "
            "Chưa xóa gì."
        ) from error
    migrate()


def _remove_files(data_dir: Path) -> None:
    from django.core.files.storage import FileSystemStorage, storages

    store = storages["default"]
    if not isinstance(store, FileSystemStorage):
        say(f"‼ Tệp trong kho {type(store).__name__} không bị xóa: hãy xóa thư mục của chúng ở kho đó.")
    for name in FOLDERS:
        shutil.rmtree(data_dir / name, ignore_errors=True)
    for name in FILES:
        (data_dir / name).unlink(missing_ok=True)
