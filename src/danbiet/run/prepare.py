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


def prepare(*, with_demo: bool, with_static: bool = True, with_code: bool = True) -> str:
    """Bring the database up to date; fill an empty one with the demonstration year, or open its set-up; returns what to tell.

    Without the demonstration (`with_demo=False`, and always with the settings of production) demonstration accounts are not
    borne: Trouble, saying how they go. `with_code=False` opens the set-up without making a code.
    """
    import django
    from django.conf import settings

    django.setup()
    check_server()
    migrate()
    if with_demo and settings.DANBIET_DEMO:
        load_demo()
    else:
        refuse_demo()
    if with_static:
        collect_static()
    return accounts() or (open_setup() if with_code else "")


def refuse_demo() -> None:
    """Trouble where anybody of the demonstration could sign in: everybody knows their password."""
    from django.contrib.auth import get_user_model

    count = get_user_model().objects.filter(is_demo=True).count()
    if count:
        raise Trouble(
            f"Cơ sở dữ liệu này còn {count} tài khoản trình diễn, mật khẩu của chúng ai cũng biết, nên không khởi động để dùng "
            "thật. Xem «danbiet demo remove --dry-run» sẽ xóa những gì, xóa bằng «danbiet demo remove --yes», rồi chạy lại; "
            "hoặc dùng thư mục dữ liệu khác (DANBIET_DATA_DIR) hay cơ sở dữ liệu khác (DATABASE_URL)."
        )


def open_setup() -> str:
    """While the installation is empty or half set up: a fresh one-time code for the wizard and where it is; else ''."""
    from django.conf import settings
    from django.urls import reverse

    from danbiet.kit import clock
    from danbiet.org.actions.installing import new_code
    from danbiet.org.queries import installation, is_unused

    row = installation()
    if row.set_up_at is not None if row is not None else not is_unused():
        return ""
    code = new_code(at=clock.now())
    begun = (
        "Cài đặt còn dang dở: những gì đã nhập vẫn còn." if row and row.steps_done else "Bản cài đặt trống."
    )
    return (
        f"{begun} Mở {settings.DANBIET_BASE_URL}{reverse('portal:setup')} và nhập mã cài đặt:\n\n    {code}\n\n"
        "Mã chỉ dùng được một lần; cần mã khác thì chạy «danbiet setup» (mã cũ hết hiệu lực)."
    )


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
    """Load the demonstration year where no unit is and nobody is setting up; again when an earlier loading was cut off."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command, get_commands

    if "demo" not in get_commands():
        return
    mark = Path(settings.DATA_DIR) / "demo-loading"
    if not mark.exists() and (
        apps.get_model("org", "Unit").objects.exists()
        or apps.get_model("org", "Installation").objects.exists()
    ):
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
