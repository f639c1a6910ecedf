"""What stands between a running database and the first request: migrations, demonstration year, static files.

Runs in a process of its own (`danbiet prepare`), which may also be called before a deployment's new web starts.
"""

from __future__ import annotations

import gc
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import danbiet
from danbiet.run.trouble import Trouble, say

OLDEST_SERVER = 150000
ADVISORY_LOCK = (
    0x64616E42  # "danB": two installations starting at once on one database migrate one after the other
)
PACKAGE = Path(danbiet.__file__).resolve().parent


def prepare(*, with_demo: bool, with_static: bool = True) -> str:
    """Bring the database up to date, load the demonstration year into an empty one; returns the demo accounts' text."""
    import django

    django.setup()
    check_server()
    migrate()
    if with_demo:
        load_demo()
    if with_static:
        collect_static()
    return accounts()


def check_server() -> None:
    """Refuse a server that is too old or not in UTF-8."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
        )
        version, encoding = cursor.fetchone() or (0, "")
    if version < OLDEST_SERVER:
        raise Trouble(f"PostgreSQL ở DATABASE_URL là bản {version // 10000}, cần từ bản 15 trở lên.")
    if encoding != "UTF8":
        raise Trouble(
            f"Cơ sở dữ liệu ở DATABASE_URL dùng mã {encoding}, cần UTF8: hãy tạo lại với ENCODING 'UTF8'."
        )


def unapplied() -> int:
    """How many migrations the database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Apply what is missing, alone: whoever comes second waits and then finds nothing left to do."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
    try:
        _refuse_half_way()
        missing = unapplied()
        if missing:
            say(f"• Đang cập nhật cấu trúc cơ sở dữ liệu ({missing} bước)…")
            with _rare_collection():
                _migrate_libraries()
                call_command("migrate", interactive=False, verbosity=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def _refuse_half_way() -> None:
    """A database some version before 11/2026 left between steps that have since been made into one (ADR 0031)."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    applied = set(MigrationRecorder(connection).applied_migrations())
    loader = MigrationLoader(
        None, load=False
    )  # the files alone: without the old steps there is no graph of such a database
    loader.load_disk()
    for migration in loader.disk_migrations.values():
        replaced = set(migration.replaces)
        done = applied & replaced
        if done and done != replaced:
            raise Trouble(
                f"Cơ sở dữ liệu do một bản thử nghiệm cũ của Dân Biết tạo ra (phần «{migration.app_label}» mới xong "
                f"{len(done)} trên {len(replaced)} bước). Hãy nâng nó lên bằng bản ngày 29/11/2026 (commit 381f162) rồi "
                "chạy lại bản này, hoặc dùng cơ sở dữ liệu trống."
            )


def _migrate_libraries() -> None:
    """Wagtail's, Django's and other libraries' migrations before ours: each step draws every model known so far anew, and
    two hundred steps among their own few models take a fifth of the time."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("danbiet.")}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours])


@contextmanager
def _rare_collection() -> Iterator[None]:
    """Collect garbage seldom: every step draws models by the thousand, which the collector would walk again and again."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def load_demo() -> None:
    """Load the demonstration year where no unit is; again when an earlier loading was cut off."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command, get_commands

    if "demo" not in get_commands():
        return
    mark = Path(settings.DATA_DIR) / "demo-loading"
    if not mark.exists() and apps.get_model("org", "Unit").objects.exists():
        return
    say("• Đang nạp năm trình diễn (chỉ lần đầu)…")
    mark.touch()
    call_command(
        "demo", stdout=io.StringIO()
    )  # its progress goes to stderr; the accounts are listed at the end
    mark.unlink()


def collect_static() -> None:
    """Gather, name by content and compress what browsers load, unless nothing has changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    wanted = static_mark()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("• Đang chuẩn bị tệp tĩnh…")
    call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())
    stamp.write_text(wanted, encoding="ascii")


def static_mark() -> str:
    """One word for the names, sizes and times of all our static files."""
    digest = hashlib.sha256()
    for folder in sorted({PACKAGE / "static", *PACKAGE.glob("*/static")}):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                facts = path.stat()
                digest.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def accounts() -> str:
    """The demonstration accounts as `danbiet demo --accounts` lists them; empty when there are none."""
    from django.core.management import call_command, get_commands

    if "demo" not in get_commands():
        return ""
    out = io.StringIO()
    call_command("demo", accounts=True, stdout=out)
    return out.getvalue().strip("\n")
