"""The console command: our own sub-commands, and Django's with the database they need."""

from __future__ import annotations

import difflib
import errno
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

import danbiet
from danbiet.kit.terminal import speak_vietnamese
from danbiet.run import doctor, words
from danbiet.run.death import end_soon_after_parent
from danbiet.run.postgres import Server
from danbiet.run.serve import serve
from danbiet.run.trouble import Trouble, say

ROOT = Path(danbiet.__file__).resolve().parent.parent.parent
OURS = {
    "serve": "chạy Dân Biết (cơ sở dữ liệu, web, phần thi, việc nền); --port, --host, --empty (trống, để dùng thật)",
    "setup": "in mã dùng một lần để mở trang cài đặt lần đầu trong trình duyệt",
    "demo": "nạp năm trình diễn; chạy lại không nhân đôi; --accounts liệt kê tài khoản",
    "demo remove": "xóa toàn bộ năm trình diễn; --dry-run để xem trước, --yes để xóa",
    "doctor": "khám máy và bản cài đặt, nói rõ điều gì chưa ổn",
    "units import": "nạp các đơn vị của tỉnh theo thời gian",
    "units reorganise": "thi hành một đợt sắp xếp đơn vị từ tệp, hoặc hoàn tác (docs/admin/sap-nhap.md)",
    "plan import": "đưa kế hoạch từ tệp Word vào; --dry-run --json để xem trước",
    "plan report": "xuất báo cáo ra tệp Word",
    "questions states": "in bảng trạng thái của câu hỏi; --write để ghi ra tệp",
    "workdays": "tính ngày làm việc: danbiet workdays 2025-12-30 3",
    "contest verify": "kiểm chứng kết quả một đợt thi từ gói công khai; không cần cơ sở dữ liệu",
    "index score": "tính chỉ số CCHC và xếp hạng từ sổ Excel; index template để có sổ mẫu; không cần cơ sở dữ liệu",
    "survey score": "tính chỉ số hài lòng với sai số theo thiết kế mẫu từ phiếu CSV; không cần cơ sở dữ liệu",
    "backup create": "sao lưu cơ sở dữ liệu, tệp và khóa; list, verify, restore, drill: docs/ops/backup.md",
    "maintenance": "on LÝ_DO [--until GIỜ:PHÚT], off, status: đóng trang để bảo trì, hội thi vẫn chạy",
    "upgrade-database": "chuyển cơ sở dữ liệu đi kèm từ bản PostgreSQL cũ; bản cũ được giữ lại",
    "audit verify": "kiểm chứng nhật ký mọi thay đổi theo chuỗi niêm phong; audit seals để in và lưu ngoài hệ thống",
    "prepare": "cập nhật cơ sở dữ liệu và tệp tĩnh mà không chạy web",
}
ORPHAN_GRACE = 8.0  # seconds a worker may take to finish when who started it was killed
OPERATING = {"backup", "maintenance", "upgrade-database"}
NO_DATABASE = {
    "makemessages",
    "compilemessages",
    "startapp",
    "startproject",
    "diffsettings",
    "findstatic",
    "collectstatic",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status. What an operator can mend is one sentence, never a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    speak_vietnamese()
    try:
        return _run(given)
    except Trouble as trouble:
        say(f"✘ {trouble}")
        return 1
    except KeyboardInterrupt:
        say("Đã dừng.")
        return 130


OURS_WITH_TABLES = {"audit", "demo", "plan", "setup", "units", "workdays"}


def data_dir() -> Path:
    """The data folder: DANBIET_DATA_DIR, else var/ in the checkout."""
    return Path(os.environ.get("DANBIET_DATA_DIR") or ROOT / "var").expanduser().absolute().resolve()


def _run(given: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")
    os.environ["DANBIET_DATA_DIR"] = str(data_dir())
    name = given[0] if given else "help"
    if name in {"--version", "version"}:
        sys.stdout.write(f"danbiet {danbiet.__version__}\n")
        return 0
    if name == "doctor":
        return doctor.doctor(given[1:], root=ROOT, data_dir=data_dir())
    if name == "contest":
        from danbiet.run.contest_verify import contest

        return contest(given[1:])
    if name == "index":
        from danbiet.run.index_score import index

        return index(given[1:])
    if name == "survey":
        from danbiet.run.survey_score import survey

        return survey(given[1:])
    if name in OPERATING:
        return _operate(name, given[1:])
    _compile_words()
    if name == "serve":
        return serve(given[1:], data_dir=data_dir())
    if name in {"-h", "--help"} or given in ([], ["help"]):
        return _help()
    return _django(given)


def _operate(name: str, arguments: list[str]) -> int:
    """What an administrator does to the installation as a whole."""
    if name == "backup":
        from danbiet.run.backup.command import backup

        return backup(arguments, data_dir=data_dir())
    if name == "maintenance":
        from danbiet.run.maintenance import maintenance

        return maintenance(arguments, data_dir=data_dir())
    from danbiet.run.upgrade import upgrade

    return upgrade(arguments, data_dir=data_dir())


def _compile_words() -> None:
    try:
        words.compile_stale()
    except OSError as error:
        raise Trouble(
            f"Không ghi được bản dịch đã biên soạn («{error.filename}»: {error.strerror})."
        ) from error


def _django(given: list[str]) -> int:
    if given[0] == "procrastinate":
        end_soon_after_parent(ORPHAN_GRACE)
    signal.signal(signal.SIGTERM, _interrupt)  # so that the share in the server is given back in order
    server: Server | None = None
    if not os.environ.get("DATABASE_URL") and not _needs_no_database(given):
        server = Server(data_dir=data_dir())
        os.environ["DATABASE_URL"] = (
            server.url
        )  # known before it runs; the settings read it when they are imported
    wanted = given[1] if given[0] == "help" and len(given) > 1 else given[0]
    if wanted != "prepare":
        _refuse_unknown(wanted)
    if server is None:
        return _execute(given)
    with server:
        return _execute(given)


def _needs_no_database(given: list[str]) -> bool:
    return given[0] == "help" or given[0] in NO_DATABASE or bool({"-h", "--help"} & set(given))


def _execute(given: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db.utils import InterfaceError, OperationalError

    try:
        if given[0] == "prepare":
            return _prepare(given[1:])
        if given[:2] == ["demo", "remove"]:
            from danbiet.run.demo_removal import remove

            return remove(given[2:], data_dir=data_dir())
        if given[0] in OURS_WITH_TABLES and not {"-h", "--help"} & set(given):
            _migrate_first()
        execute_from_command_line(["danbiet", *given])
    except SystemExit as leaving:
        if leaving.code is None or isinstance(leaving.code, int):
            return leaving.code or 0
        raise
    except (OperationalError, InterfaceError) as error:
        raise Trouble(_database_sentence(error)) from error
    except ImproperlyConfigured as error:
        raise Trouble(f"Cấu hình chưa đúng: {error}") from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise Trouble(
            "Ổ đĩa đã đầy, lệnh chưa hoàn thành: hãy giải phóng dung lượng rồi chạy lại."
        ) from error
    return 0


def _migrate_first() -> None:
    """Our commands work on a fresh machine too: the first one makes the tables."""
    import django

    from danbiet.run.prepare import migrate

    django.setup()
    migrate()


def _prepare(arguments: list[str]) -> int:
    from danbiet.run.prepare import prepare

    without_demo = {"--empty", "--no-demo"}
    unknown = set(arguments) - {*without_demo, "--no-static", "--no-code"}
    if unknown:
        raise Trouble(f"«prepare» không có tham số {', '.join(sorted(unknown))}.")
    text = prepare(
        with_demo=not without_demo & set(arguments),
        with_static="--no-static" not in arguments,
        with_code="--no-code" not in arguments,
    )
    if text:
        sys.stdout.write(text + "\n")
    return 0


def _database_sentence(error: Exception) -> str:
    """One sentence; the whole story goes to a log file where there is room for it."""
    last = " ".join(str(error).split())
    log = data_dir() / "log" / "commands.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
        where = f" (chi tiết: {log})"
    except OSError:
        where = ""  # the disk is full or closed to us: the sentence alone has to do
    if "No space left on device" in last:
        return f"Ổ đĩa đã đầy, lệnh chưa hoàn thành: hãy giải phóng dung lượng rồi chạy lại{where}."
    return f"Không làm việc được với cơ sở dữ liệu (kiểm tra DATABASE_URL, máy chủ và quyền): {last}{where}."


def _refuse_unknown(name: str) -> None:
    """Refuse a command that does not exist, naming the nearest ones."""
    names = sorted({*_commands(), *(ours.split()[0] for ours in OURS)})
    if name in names or name.startswith("-"):
        return
    near = difflib.get_close_matches(name, names, n=3)
    hint = f" Có phải: {', '.join(near)}?" if near else ""
    raise Trouble(f"Không có lệnh «{name}».{hint} Danh sách lệnh: danbiet help")


def _commands() -> set[str]:
    """Every management command there is."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import get_commands

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise Trouble(f"Cấu hình chưa đúng: {error}") from error
    return set(get_commands())


def _help() -> int:
    lines = ["Cách dùng: danbiet LỆNH [tham số]", "", "Lệnh của Dân Biết:"]
    lines += [f"  {name:<16} {text}" for name, text in OURS.items()]
    others = sorted(_commands() - {name.split()[0] for name in OURS})
    lines += ["", "Lệnh của Django và thư viện (danbiet help LỆNH để xem tham số):", "  " + ", ".join(others)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
