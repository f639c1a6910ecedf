"""`danbiet doctor`: what is wrong with the machine and the installation, and what to do, in plain words."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.client import HTTPException
from itertools import chain
from pathlib import Path

from danbiet.run import doctor_office as office
from danbiet.run import ports, words
from danbiet.run.findings import Finding, Mark
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble

ROOMY = 2 * 1024**3
NARROW = 500 * 1024**2
PAPERS = "Trang cho người trông máy chủ: docs/ops/README.md, hoặc bàn làm việc → Hướng dẫn → Vận hành."


def doctor(arguments: list[str], *, root: Path, data_dir: Path) -> int:
    """Print every finding; status 1 when something keeps Dân Biết from working. Changes nothing but starts the database."""
    if arguments:
        raise Trouble("«doctor» không có tham số.")
    findings = []
    for finding in chain(
        _machine(root),
        _folder(data_dir),
        office.keys(data_dir),
        _database(data_dir),
        _helpers(),
    ):
        findings.append(finding)
        sys.stdout.write(f"{finding.mark.value} {finding.text}\n")
        sys.stdout.flush()
    bad = sum(finding.mark is Mark.BAD for finding in findings)
    warnings = sum(finding.mark is Mark.WARNING for finding in findings)
    sys.stdout.write(f"\n{_verdict(bad, warnings)}\n")
    if bad or warnings:
        sys.stdout.write(f"{PAPERS}\n")
    return 1 if bad else 0


def _verdict(bad: int, warnings: int) -> str:
    if bad:
        return f"Có {bad} điều cần sửa (✘) và {warnings} điều nên xem (!)."
    if warnings:
        return f"Chạy được; có {warnings} điều nên xem (!)."
    return "Mọi thứ đều ổn."


def _machine(root: Path) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding(Mark.GOOD, f"Python {version}")  # an older one is refused before this can run
    yield _locked(root)
    stale = words.stale()
    if stale:
        yield Finding(
            Mark.WARNING, f"{len(stale)} bản dịch chưa biên soạn: chạy lệnh danbiet bất kỳ để biên soạn."
        )
    else:
        yield Finding(Mark.GOOD, "Bản dịch tiếng Việt đã biên soạn")


def _locked(root: Path) -> Finding:
    stamp = root / ".venv" / "danbiet-lock"
    locks = [root / "requirements" / name for name in ("run.txt", "dev.txt")]
    if not all(lock.is_file() for lock in locks):
        return Finding(Mark.NOTE, "Không chạy từ mã nguồn: không so được môi trường với tệp khóa")
    marks = {hashlib.sha256(lock.read_bytes()).hexdigest()[:24] for lock in locks}
    found = stamp.read_text(encoding="ascii").split()[:1] if stamp.is_file() else []
    if marks & set(found):
        return Finding(Mark.GOOD, "Môi trường .venv đúng với tệp khóa")
    return Finding(Mark.BAD, "Môi trường .venv khác tệp khóa: hãy chạy «make setup».")


def _folder(data_dir: Path) -> Iterator[Finding]:
    existing = next(path for path in (data_dir, *data_dir.parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        yield Finding(
            Mark.BAD, f"Không ghi được vào thư mục dữ liệu «{data_dir}»: sửa quyền hoặc đổi DANBIET_DATA_DIR."
        )
        return
    yield Finding(Mark.GOOD, f"Ghi được vào thư mục dữ liệu «{data_dir}»")
    free = shutil.disk_usage(existing).free
    text = f"Ổ đĩa còn trống {free / 1024**3:.1f} GB".replace(".", ",")
    if free < NARROW:
        yield Finding(Mark.BAD, f"{text}: quá ít, hãy giải phóng dung lượng.")
    else:
        yield Finding(Mark.GOOD if free >= ROOMY else Mark.WARNING, text)


def _database(data_dir: Path) -> Iterator[Finding]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
    own = os.environ.get("DATABASE_URL")
    server = None
    try:
        if not own:
            server = Server(data_dir=data_dir)
            os.environ["DATABASE_URL"] = server.url
            server.join()
        yield from _inside(is_own=bool(own))
    except Trouble as trouble:
        yield Finding(Mark.BAD, str(trouble))
    finally:
        if server is not None:
            server.leave()


def _inside(*, is_own: bool) -> Iterator[Finding]:
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import Error

    try:
        django.setup()
    except ImproperlyConfigured as error:
        yield Finding(Mark.BAD, f"Cấu hình chưa đúng: {error}")
        return
    checks: list[Callable[[], Finding | None]] = [
        _server, _migrations, _static, _office(office.setup), _office(office.units), _office(office.calendar),
        _office(office.administrator), _office(office.demo_accounts), _demo, _clock, office.real_clock, _office(_mail), _jobs,
        office.scanner, _backups, _maintenance, _port,
    ]  # fmt: skip
    for check in checks:
        try:
            found = check()
            if found is not None:
                yield found
        except Error as error:
            where = "ở DATABASE_URL" if is_own else "đi kèm"
            text = " ".join(str(error).split())
            yield Finding(Mark.BAD, f"Không làm việc được với PostgreSQL {where}: {text}")
            if check is _server:
                return


def _office(check: Callable[[], Finding | None]) -> Callable[[], Finding | None]:
    """The check where its tables are; before the first start there is nothing to ask."""

    def asked() -> Finding | None:
        from django.db import connection

        needed = {"org_installation", "org_treestamp", "outbox_mailserver"}
        return check() if needed <= set(connection.introspection.table_names()) else None

    return asked


def _server() -> Finding:
    from django.db import connection

    from danbiet.run.prepare import check_server

    try:
        check_server()
    except Trouble as trouble:
        return Finding(Mark.BAD, str(trouble))
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = (cursor.fetchone() or ("?",))[0]
    return Finding(Mark.GOOD, f"PostgreSQL {version} trả lời")


def _migrations() -> Finding:
    from danbiet.run.prepare import unapplied

    missing = unapplied()
    if missing:
        return Finding(
            Mark.WARNING,
            f"Cơ sở dữ liệu thiếu {missing} bước cập nhật: «danbiet serve» sẽ tự làm, hoặc chạy «danbiet migrate».",
        )
    return Finding(Mark.GOOD, "Cấu trúc cơ sở dữ liệu là mới nhất")


def _static() -> Finding:
    from django.conf import settings

    from danbiet.run.prepare import PACKAGE, static_mark

    needed = [
        PACKAGE / "static" / "vendor" / "htmx.min.js",
        PACKAGE / "static" / "danbiet" / "dist" / "public.css",
    ]
    absent = [path.name for path in needed if not path.is_file()]
    if absent:
        return Finding(Mark.BAD, f"Thiếu tệp giao diện ({', '.join(absent)}): hãy chạy «make setup».")
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != static_mark():
        return Finding(Mark.NOTE, "Tệp tĩnh chưa gom hoặc đã cũ: «danbiet serve» sẽ tự làm")
    return Finding(Mark.GOOD, "Tệp giao diện đầy đủ")


def _demo() -> Finding:
    from django.contrib.auth import get_user_model
    from django.db import connection

    from danbiet.run.prepare import accounts

    model = get_user_model()
    if model._meta.db_table not in connection.introspection.table_names():
        return Finding(Mark.NOTE, "Chưa có tài khoản nào")
    if accounts():
        return Finding(
            _of_demonstration(),
            "Bản trình diễn: tài khoản có mật khẩu ai cũng biết («danbiet demo --accounts»), không dùng cho việc thật.",
        )
    count = model.objects.count()
    if not count:
        return Finding(Mark.NOTE, "Chưa có tài khoản nào, nên chưa ai đăng nhập được")
    return Finding(Mark.GOOD, f"Không có tài khoản trình diễn ({count} tài khoản)")


def _of_demonstration() -> Mark:
    """What belongs to the demonstration is as it should be there, and worth a look where only half of it is left."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.db import connection

    from danbiet.run.prepare import accounts

    has_table = get_user_model()._meta.db_table in connection.introspection.table_names()
    is_whole = settings.DANBIET_TODAY is not None and has_table and bool(accounts())
    return Mark.NOTE if is_whole else Mark.WARNING


def _clock() -> Finding:
    from django.conf import settings

    pinned = settings.DANBIET_TODAY
    if pinned is None:
        return Finding(Mark.GOOD, "Đồng hồ là ngày thật")
    return Finding(
        _of_demonstration(),
        f"Đồng hồ trình diễn đang đứng ở ngày {pinned:%d/%m/%Y} (DANBIET_TODAY=real để dùng ngày thật).",
    )


def _mail() -> Finding:
    from danbiet.outbox.queries import mail_setting

    if mail_setting(is_tried=False).way == "smtp":  # trying the folder would leave an empty mail in it
        setting = mail_setting()
        if setting.problem:
            return Finding(Mark.WARNING, f"Máy chủ thư {setting.place} không nhận: {setting.problem}")
        return Finding(Mark.GOOD, f"Máy chủ thư {setting.place} trả lời")
    return Finding(
        Mark.NOTE,
        "Thư không gửi đi mà nằm trong thư mục mail của dữ liệu (khai máy chủ thư ở Bàn làm việc → Máy chủ thư, hoặc DANBIET_SMTP_HOST)",
    )


def _jobs() -> Finding:
    """Jobs that failed are kept by the queue; a job waiting for over an hour means that nobody works."""
    from django.db import connection

    if "procrastinate_jobs" not in connection.introspection.table_names():
        return Finding(Mark.NOTE, "Chưa có việc nền nào")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE j.status = 'failed'), count(*) FILTER (WHERE j.status = 'todo' AND "
            "COALESCE(j.scheduled_at, e.at) < now() - interval '1 hour') FROM procrastinate_jobs j "
            "LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'"
        )
        failed, waiting = cursor.fetchone() or (0, 0)
    if failed:
        return Finding(
            Mark.WARNING,
            f"{failed} việc nền không thành công: xem tệp worker.log trong thư mục log của dữ liệu.",
        )
    if waiting:
        return Finding(
            Mark.NOTE, f"{waiting} việc nền chờ hơn một giờ: «danbiet serve» đang chạy sẽ làm tiếp"
        )
    return Finding(Mark.GOOD, "Không có việc nền nào bị lỗi")


def _backups() -> Finding:
    """How old the last good backup is, and what went wrong since."""
    from danbiet.portal.queries.health import OLDEST_BACKUP, OLDEST_DRILL, backups

    found = backups(datetime.now(UTC))
    if found.failure:
        return Finding(Mark.WARNING, f"Lần sao lưu gần nhất không thành công: {found.failure}")
    if found.age is None:
        mark = Mark.WARNING if found.is_wanted else _of_demonstration()
        return Finding(
            mark, "Chưa có bản sao lưu nào: đặt DANBIET_BACKUP_DIR rồi chạy «danbiet backup create»"
        )
    hours = int(found.age.total_seconds() // 3600)
    if found.age > OLDEST_BACKUP:
        return Finding(Mark.WARNING, f"Bản sao lưu tốt gần nhất đã {hours} giờ: chạy «danbiet backup create»")
    if found.drill_age is None or found.drill_age > OLDEST_DRILL:
        return Finding(
            Mark.NOTE,
            f"Bản sao lưu tốt gần nhất cách đây {hours} giờ; chưa diễn tập khôi phục («danbiet backup drill»)",
        )
    return Finding(Mark.GOOD, f"Bản sao lưu tốt gần nhất cách đây {hours} giờ, đã diễn tập khôi phục")


def _maintenance() -> Finding:
    from django.conf import settings

    from danbiet.kit import clock
    from danbiet.kit.maintenance import closure

    found = closure(Path(settings.DATA_DIR))
    if found is None:
        return Finding(Mark.GOOD, "Trang không đóng để bảo trì")
    since = f"{clock.local(found.since):%H:%M %d/%m/%Y}"
    return Finding(Mark.WARNING, f"Trang đóng để bảo trì từ {since}: «danbiet maintenance off» để mở lại")


def _port() -> Finding:
    port = int(os.environ.get("DANBIET_PORT") or "8000")
    if _is_ours(port):
        return Finding(Mark.GOOD, f"Dân Biết đang chạy tại http://localhost:{port}")
    if ports.is_free(port):
        return Finding(Mark.GOOD, f"Cổng {port} còn trống")
    return Finding(
        Mark.NOTE,
        f"Cổng {port} đang có chương trình khác dùng{ports.holder(port)}: hãy chọn cổng khác bằng --port",
    )


def _is_ours(port: int) -> bool:
    """Whether what answers at the port is Dân Biết. Its front page would lead to https where a proxy stands in front."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/suc-khoe/", timeout=5) as answer:
            said = json.load(answer)
    except (OSError, HTTPException, ValueError):
        return False
    return isinstance(said, dict) and said.get("alive") is True


def _helpers() -> Iterator[Finding]:
    """Programs some tasks are better with; nothing is wrong without them."""
    wanted = {
        "LibreOffice": (
            ("soffice", "libreoffice"),
            "bản PDF được dựng bằng typst thay vì giống hệt tệp Word, và không đọc được tệp .doc cũ",
        ),
        "Chromium": (
            ("chromium", "chromium-browser", "google-chrome"),
            "chỉ cần khi chạy phép thử bằng trình duyệt",
        ),
    }
    for name, (programs, purpose) in wanted.items():
        found = next((path for program in programs if (path := shutil.which(program))), None)
        if found:
            yield Finding(Mark.GOOD, f"{name}: {found}")
        else:
            yield Finding(Mark.NOTE, f"Không có {name}; {purpose}")
    yield office.films()
    yield office.scans()
