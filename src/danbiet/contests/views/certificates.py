"""Whether a certificate is one: its code typed in, what it says shown."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.queries import tree
from danbiet.org.views import from_home

from ..queries.certificates import certificate_named
from ..queries.public import public_contest
from . import public_words as say


@require_safe
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """`?ma=` the code on the paper. Kept nowhere: what it shows may have to go."""
    shown = public_contest(key)
    if shown is None:
        raise Http404
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    typed = request.GET.get("ma", "")[:40].replace("\0", "").strip()
    context = {
        "contest": shown.contest,
        "typed": typed,
        "found": certificate_named(key, typed) if typed else None,
        "crumbs": from_home(say.list_step(), say.contest_step(shown.contest), _("Check a certificate")),
    }
    answer = render(request, "contests/public/certificate.html", context)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
