"""Words for what stands in each other's way."""

from __future__ import annotations

from django.utils.translation import gettext as _

from danbiet.kit.clock import local

from ..calc.places import Clash
from ..calc.speaking import clock


def clash_words(one: Clash) -> str:
    """When, what, for how long: "05/03/2021 23:45–00:15 Bản tin đêm × 00:00–00:30 Phim tài liệu, chồng 15:00"."""
    first, second = one.first, one.second
    return _("%(day)s: %(first)s (%(from1)s–%(to1)s) and %(second)s (%(from2)s–%(to2)s) overlap by %(length)s") % {
        "day": f"{local(first.starts_at):%d/%m/%Y}", "first": first.title or _("this entry"),
        "from1": f"{local(first.starts_at):%H:%M}", "to1": f"{local(first.ends_at):%H:%M}",
        "second": second.title or _("this entry"), "from2": f"{local(second.starts_at):%H:%M}",
        "to2": f"{local(second.ends_at):%H:%M}", "length": clock(one.seconds),
    }  # fmt: skip
