"""What the doctor asks of an installation that is meant for work: is it set up, can somebody sign in, does the calendar reach
far enough, are the keys as they should be."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from danbiet.run.findings import Finding, Mark

KEYS = ("secret-key", "encryption-key", "mail", "sms", "postgres")
LARGEST_DRIFT = 5.0  # seconds between this machine's clock and the database's
FIRST_POSSIBLE = datetime(2026, 1, 1, tzinfo=UTC)  # no real clock stands before this was written


def keys(data_dir: Path) -> Iterator[Finding]:
    """Files that lock what must not be read, and folders with letters in them: for the account Dân Biết runs under alone."""
    open_ones = [name for name in KEYS if (data_dir / name).exists() and _is_open(data_dir / name)]
    for name in open_ones:
        path = data_dir / name
        rights = "700" if path.is_dir() else "600"
        mark = Mark.BAD if path.is_file() else Mark.WARNING
        yield Finding(mark, f"Tài khoản khác trên máy đọc được «{path}»: chạy «chmod {rights} {path}».")
    if not (data_dir / "encryption-key").exists() and not _given("DANBIET_ENCRYPTION_KEYS"):
        yield Finding(Mark.NOTE, "Chưa có khóa mã hóa; lần chạy đầu sẽ tạo trong thư mục dữ liệu")
    elif not open_ones:
        yield Finding(Mark.GOOD, "Khóa bí mật và khóa mã hóa chỉ tài khoản chạy Dân Biết đọc được")


def _given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _is_open(path: Path) -> bool:
    mode = path.stat().st_mode
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH | stat.S_IWGRP | stat.S_IWOTH))


def setup() -> Finding:
    """Whether the province has said who it is."""
    from danbiet.org.queries import installation, is_unused, next_step

    row = installation()
    if row is None:
        if is_unused():
            return Finding(
                Mark.NOTE, "Chưa cài đặt: chạy «danbiet serve --empty» rồi mở trang cài đặt với mã được in ra"
            )
        return Finding(
            Mark.NOTE, "Chưa khai thông tin của tỉnh; trang và văn bản dùng tên trong danh sách đơn vị"
        )
    if row.set_up_at is None:
        ahead = next_step(row)
        left = f", còn từ bước «{ahead.label}»" if ahead else ", chỉ còn bấm «Kết thúc»"
        return Finding(
            Mark.WARNING, f"Cài đặt còn dang dở{left}: chạy «danbiet setup» lấy mã mới và mở trang /cai-dat/."
        )
    return Finding(Mark.GOOD, f"Đã cài đặt cho {row.name}")


def units() -> Finding:
    """Whether there are units today, with a province on top."""
    from danbiet.kit import clock
    from danbiet.org.enums import UnitKind
    from danbiet.org.queries import tree

    today = tree(clock.today())
    if not len(today):
        return Finding(
            Mark.WARNING,
            "Hôm nay không có đơn vị nào: nạp ở bước Đơn vị của trang cài đặt, hoặc «danbiet units import».",
        )
    if today.root.kind != UnitKind.PROVINCE:
        return Finding(
            Mark.WARNING,
            f"Đứng đầu danh sách đơn vị là «{today.root.name}», không phải tỉnh: xem lại mã tỉnh ở trang Thông tin của tỉnh.",
        )
    return Finding(Mark.GOOD, f"{len(today)} đơn vị hôm nay, đứng đầu là {today.root.name}")


def calendar() -> Finding:
    """Whether the official days off of this year and the next are known."""
    from danbiet.kit import clock, workdays
    from danbiet.org.queries import day_overrides

    year = clock.today().year
    entered = {row.on.year for row in day_overrides()}
    missing = [one for one in (year, year + 1) if one not in workdays.complete_years()]
    if not missing:
        return Finding(Mark.GOOD, f"Lịch làm việc chính thức của năm {year} và {year + 1} đã có")
    words = ", ".join(str(one) for one in missing)
    if set(missing) <= entered:
        return Finding(Mark.GOOD, f"Lịch làm việc năm {words} theo quy tắc chung cùng các ngày đã nhập")
    mark = Mark.WARNING if year in missing else Mark.NOTE
    what = "nhập ngày nghỉ, hoán đổi ở Bàn làm việc → Lịch làm việc khi Chính phủ công bố"
    return Finding(mark, f"Lịch nghỉ của năm {words} mới là dự kiến, hạn xử lý có thể lệch: {what}")


def administrator() -> Finding:
    """Whether somebody of the province's reform office can sign in."""
    from danbiet.accounts.models import User
    from danbiet.kit import clock
    from danbiet.org.enums import Role
    from danbiet.org.queries import holders, tree

    on = clock.today()
    today = tree(on)
    people = holders([today.root.id], Role.OFFICE, on=on) if len(today) else []
    able = [
        one
        for one in User.objects.filter(pk__in=[one.user_id for one in people])
        if one.has_usable_password()
    ]
    real = [one for one in able if not one.is_demo]
    if real:
        return Finding(Mark.GOOD, f"{len(real)} người quản trị (cơ quan thường trực của tỉnh) đăng nhập được")
    if able:
        return Finding(Mark.NOTE, "Chỉ tài khoản trình diễn quản trị được bản này")
    return Finding(
        Mark.WARNING,
        "Không ai quản trị được: đặt người quản trị ở trang cài đặt («danbiet setup»), hoặc đặt lại mật khẩu bằng «danbiet changepassword TÊN».",
    )


def demo_accounts() -> Finding | None:
    """In production nobody of the demonstration may be there; elsewhere this has nothing to say."""
    from django.conf import settings

    from danbiet.accounts.models import User

    if settings.DANBIET_DEMO:
        return None
    count = User.objects.filter(is_demo=True).count()
    if count:
        return Finding(
            Mark.BAD,
            f"{count} tài khoản trình diễn trong bản dùng thật, mật khẩu ai cũng biết: xóa bằng «danbiet demo remove».",
        )
    return Finding(Mark.GOOD, "Bản dùng thật không có tài khoản trình diễn")


def real_clock() -> Finding:
    """This machine's clock against the database's, and whether it can be right at all."""
    from django.db import connection

    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        ((there,),) = cursor.fetchall()
    drift = abs((there - now).total_seconds())
    if now < FIRST_POSSIBLE:
        return Finding(
            Mark.BAD,
            f"Đồng hồ của máy sai (đang là {now:%d/%m/%Y}): hãy chỉnh, ví dụ «timedatectl set-ntp true».",
        )
    if drift > LARGEST_DRIFT:
        return Finding(
            Mark.BAD,
            f"Đồng hồ của máy và của cơ sở dữ liệu lệch nhau {drift:.0f} giây: hãy bật đồng bộ giờ (NTP) ở cả hai máy.",
        )
    if _is_unsynchronised():
        return Finding(
            Mark.WARNING, "Đồng hồ của máy không được đồng bộ qua mạng: chạy «timedatectl set-ntp true»."
        )
    return Finding(Mark.GOOD, "Đồng hồ của máy khớp với cơ sở dữ liệu; giờ hiển thị theo Asia/Ho_Chi_Minh")


def _is_unsynchronised() -> bool:
    """Where systemd says so; elsewhere nobody knows."""
    program = shutil.which("timedatectl")
    if program is None:
        return False
    try:
        said = subprocess.run(
            [program, "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            check=False,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and said.stdout.strip() == "no"


def scanner() -> Finding:
    """Whether files that come from outside are looked into by a virus scanner."""
    from django.conf import settings

    from danbiet.media.calc.scanner import ScannerDown, scanner_at, virus_in

    address = settings.DANBIET_CLAMAV
    if not address:
        return Finding(
            Mark.NOTE,
            "Không có ClamAV: tệp gửi lên được xét theo cấu tạo nhưng không quét vi-rút (đặt DANBIET_CLAMAV để quét)",
        )
    try:
        virus_in([b"danbiet"], scanner=scanner_at(address))
    except (ScannerDown, ValueError) as error:
        return Finding(
            Mark.BAD,
            f"ClamAV ở {address} không trả lời ({error}): mọi tệp gửi lên đều bị từ chối. Khởi động lại clamd hoặc sửa DANBIET_CLAMAV.",
        )
    return Finding(Mark.GOOD, f"ClamAV ở {address} trả lời")


def films() -> Finding:
    """Which ffmpeg prepares films."""
    from danbiet.media.render.ffmpeg import MissingFfmpeg, program

    try:
        return Finding(Mark.GOOD, f"ffmpeg: {program()}")
    except MissingFfmpeg:
        return Finding(
            Mark.WARNING,
            "Không có ffmpeg: video gửi lên không xem được. Cài gói ffmpeg hoặc chạy «make setup».",
        )


def scans() -> Finding:
    """Whether the words of scanned documents can be read."""
    program = shutil.which("tesseract")
    if program is None:
        return Finding(
            Mark.NOTE,
            "Không có tesseract: văn bản quét không tìm được theo nội dung (cài tesseract-ocr và tesseract-ocr-vie)",
        )
    try:
        said = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=10
        )
        languages = (said.stdout + said.stderr).split()
    except (OSError, subprocess.TimeoutExpired):
        languages = []
    if "vie" not in languages:
        return Finding(Mark.NOTE, "tesseract thiếu tiếng Việt: cài gói tesseract-ocr-vie để đọc văn bản quét")
    return Finding(Mark.GOOD, f"tesseract có tiếng Việt: {program}")
