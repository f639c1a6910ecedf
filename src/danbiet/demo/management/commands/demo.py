"""`demo [--accounts] [--today DATE]`: load the demonstration year, or list its accounts."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from danbiet.demo.actions.loading import InRealUse, Load, load_year
from danbiet.demo.actions.moments import moment
from danbiet.demo.queries import accounts_present
from danbiet.demo.registry import PASSWORD, TODAY
from danbiet.kit.terminal import SpokenCommand
from danbiet.org.enums import Role


class Command(SpokenCommand):
    help = "Năm trình diễn: nạp kế hoạch 19/KH-UBND năm 2021 với đơn vị, tài khoản, minh chứng, báo cáo"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="chỉ liệt kê tài khoản trình diễn")
        parser.add_argument(
            "--today", metavar="NGÀY", help="ngày hiện tại của năm trình diễn, ví dụ 2021-12-15 (mặc định)"
        )
        parser.add_argument(
            "--scale",
            type=float,
            default=1.0,
            metavar="SỐ",
            help="nạp một phần minh chứng: 0.1 là một phần mười (mặc định: 1)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self._list_accounts()
            return
        today = _day(options["today"]) or _pinned() or TODAY
        started = time.monotonic()
        load = Load(
            today=today,
            at=moment(today, hour=7),
            scale=options["scale"],
            data_dir=Path(settings.DATA_DIR),
            real_now=timezone.now(),
        )
        try:
            loaded = load_year(load, tell=self._tell)
        except InRealUse as refusal:
            raise CommandError(
                _("This installation is in real use: somebody who is no demonstration person holds a role.")
            ) from refusal
        _pin(today)
        if not loaded:
            self._tell(_("The demonstration year is already there; nothing was added."))
            return
        seconds = f"{time.monotonic() - started:.0f}"
        self._tell(_("Demonstration year loaded in %(seconds)s seconds.") % {"seconds": seconds})
        self._list_accounts()

    def _tell(self, words: str) -> None:
        self.stderr.write(f"  {words}", style_func=str)
        self.stderr.flush()

    def _list_accounts(self) -> None:
        accounts = accounts_present()
        if not accounts:
            return
        rows = [
            (one.username, ", ".join(str(Role(role).label) for role in one.roles), one.job_title)
            for one in accounts
        ]
        wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for username, roles, title in rows:
            self.stdout.write(f"  {username:<{wide[0]}}  {roles:<{wide[1]}}  {title}")
        self.stdout.write("  " + _("The password of all of them: %(password)s") % {"password": PASSWORD})


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(_("“%(text)s” is no date. Write it like 2021-12-15.") % {"text": text}) from error
    if day.year != TODAY.year:
        raise CommandError(_("The demonstration year is %(year)s.") % {"year": TODAY.year})
    return day


def _mark() -> Path:
    return Path(settings.DATA_DIR) / "demo-today"


def _pinned() -> date | None:
    """The date an earlier load has left: loading again does not move the clock."""
    path = _mark()
    return date.fromisoformat(path.read_text(encoding="ascii").strip()) if path.exists() else None


def _pin(today: date) -> None:
    """Leave the demonstration's date for the settings to find."""
    path = _mark()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{today.isoformat()}\n", encoding="ascii")
