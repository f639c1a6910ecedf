"""`setup`: a new one-time code for the set-up in the browser; the one before is void."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.kit.terminal import SpokenCommand
from danbiet.org.actions.installing import AlreadySetUp, new_code
from danbiet.org.queries import installation, is_unused


class Command(SpokenCommand):
    help = "Cài đặt lần đầu: in mã dùng một lần để mở trang cài đặt trong trình duyệt; mã cũ hết hiệu lực"

    def handle(self, *args: Any, **options: Any) -> None:
        if installation() is None and not is_unused():
            raise CommandError(_("There are units or accounts already: this installation needs no set-up."))
        try:
            code = new_code(at=clock.now())
        except AlreadySetUp as refusal:
            raise CommandError(_("The set-up is finished: sign in instead.")) from refusal
        address = settings.DANBIET_BASE_URL + reverse("portal:setup")
        self.stdout.write(_("Set-up code: %(code)s") % {"code": code})
        self.stdout.write(_("Open %(address)s and type it there.") % {"address": address})
