"""`danbiet maintenance on|off|status`: readers and officials get a page that says why and until when; a contest goes on."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from danbiet.kit import clock
from danbiet.kit.maintenance import Closure, close, closure, reopen
from danbiet.run.postgres import Server
from danbiet.run.trouble import Trouble, say

AHEAD = timedelta(hours=1)  # without --until: contests that open within the hour are named


def maintenance(arguments: list[str], *, data_dir: Path) -> int:
    """Run one of the three. `status --may-stop` answers by its status whether processes may be stopped: 1 while a round runs."""
    options = _parse(arguments)
    at = datetime.now(UTC)
    if options.verb == "off":
        say("✔ Đã mở lại." if reopen(data_dir) else "• Trang không bị đóng.")
        return 0
    if options.verb == "on":
        return _close(options, data_dir, at)
    return _status(options, data_dir, at)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet maintenance", description="Chế độ bảo trì; hội thi đang mở không bị ngắt."
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VIỆC")
    on = verbs.add_parser("on", help="đóng trang, trừ hội thi", description="Đóng trang, trừ hội thi.")
    on.add_argument("reason", metavar="LÝ_DO", help="người đọc thấy lý do này")
    on.add_argument("--until", metavar="GIỜ:PHÚT", help="dự kiến mở lại, giờ Việt Nam")
    verbs.add_parser("off", help="mở lại trang", description="Mở lại trang.")
    status = verbs.add_parser("status", help="đang đóng hay mở", description="Đang đóng hay mở.")
    status.add_argument(
        "--may-stop",
        action="store_true",
        help="mã kết thúc 1 khi có đợt thi đang mở (chưa được dừng máy chủ), 0 khi không",
    )
    return parser.parse_args(arguments)


def _close(options: argparse.Namespace, data_dir: Path, at: datetime) -> int:
    reason = " ".join(options.reason.split())
    if not 5 <= len(reason) <= 300:
        raise Trouble("Lý do phải có từ 5 đến 300 chữ: người đọc sẽ thấy nó.")
    until = until_of(options.until, at=at)
    try:
        close(data_dir, Closure(reason, at, until))
    except OSError as error:
        raise Trouble(f"Không ghi được vào «{data_dir}»: {error.strerror}.") from error
    say("✔ Đã đóng trang để bảo trì; mọi tiến trình web thấy trong vòng một giây.")
    for line in running(data_dir, at=at, until=until or at + AHEAD):
        say(f"‼ {line}: các trang hội thi và phần làm bài vẫn mở. Đừng dừng máy chủ trước khi đợt thi đóng.")
    return 0


def _status(options: argparse.Namespace, data_dir: Path, at: datetime) -> int:
    found = closure(data_dir)
    if found is None:
        sys.stdout.write("Trang đang mở.\n")
    else:
        end = f", dự kiến mở lại {clock.local(found.until):%H:%M %d/%m/%Y}" if found.until else ""
        sys.stdout.write(f"Đang bảo trì từ {clock.local(found.since):%H:%M %d/%m/%Y}{end}: {found.reason}\n")
    if not options.may_stop:
        return 0
    rounds = running(data_dir, at=at, until=at)
    for line in rounds:
        sys.stdout.write(f"{line}: chưa được dừng máy chủ.\n")
    return 1 if rounds else 0


def until_of(text: str | None, *, at: datetime) -> datetime | None:
    """The next time the clock in Vietnam shows HH:MM. Trouble when it is no time of day."""
    if not text:
        return None
    try:
        time = datetime.strptime(text, "%H:%M").replace(tzinfo=clock.VIETNAM).timetz()
    except ValueError as error:
        raise Trouble(f"«{text}» không phải giờ:phút, ví dụ 22:30.") from error
    found = datetime.combine(clock.local(at).date(), time)
    return found if found > at else found + timedelta(days=1)


def running(data_dir: Path, *, at: datetime, until: datetime) -> list[str]:
    """A line for each round whose window meets the time from `at` to `until` of the real clock."""
    import django
    from django.db import Error

    with ExitStack() as stack:
        try:
            if not os.environ.get("DATABASE_URL"):
                server = stack.enter_context(Server(data_dir=data_dir))
                os.environ["DATABASE_URL"] = server.url
            django.setup()
            from danbiet.contests.queries.public import running_rounds

            begin = clock.now()  # a demonstration lives on another date than `at`
            return [
                f"Đợt thi «{one.name}» của «{one.contest.title}» mở từ {clock.local(one.opens_at):%H:%M %d/%m/%Y} đến "
                f"{clock.local(one.closes_at):%H:%M %d/%m/%Y}"
                for one in running_rounds(begin, begin + (until - at))
            ]
        except (Error, Trouble) as error:
            say(
                f"! Không hỏi được cơ sở dữ liệu có đợt thi nào đang mở ({' '.join(str(error).split())[:120]})."
            )
            return []
