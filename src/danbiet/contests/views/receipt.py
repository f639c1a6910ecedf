"""The receipt as PDF, for who holds it: the token of the receipt page, signed by the process of the rush, is what opens it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit.clock import local, moment

from ..calc.canonical import pseudonym
from ..calc.receipts import receipt_code, sign
from ..models import Round
from ..play.tokens import TokenRefused
from ..queries.closing import unit_names
from ..queries.receipts import entry_named, round_named
from ..render.receipt import ReceiptSheet, receipt_pdf
from . import public_words as say
from .entrance import tokens


@require_safe
def receipt_file(request: HttpRequest, key: str, round_key: str) -> HttpResponse:
    """`?t=` the receipt's own token. For everybody else, and for what is not stored under its code, there is nothing here."""
    request.is_secret = True  # type: ignore[attr-defined]  # no visit is counted and no address named
    one = round_named(key, round_key)
    if one is None:
        raise Http404
    try:
        number, start, text = tokens().read("r", request.GET.get("t", ""), fields=3)
    except TokenRefused:
        raise Http404 from None
    receipt_key = bytes.fromhex(one.contest.receipt_key)
    code = receipt_code(text.encode("ascii"), key=receipt_key)
    if int(number) != one.pk or not entry_named(one, start=int(start), code=code.replace("-", "")):
        raise Http404
    signed = f"{text}|{sign(text.encode('ascii'), private=bytes.fromhex(one.contest.signing_key))}"
    answer = HttpResponse(receipt_pdf(_sheet(one, text, code, signed)), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="phieu-{key}-{round_key}-{code}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _sheet(one: Round, text: str, code: str, signed: str) -> ReceiptSheet:
    who, attempt, _audience, unit, _started, arrived, prediction, answers = text.rpartition("|")[2].split(",")
    given = answers.split(".")
    at = local(moment(int(arrived)))
    rows = [
        (pgettext("contest receipt", "Contest"), one.contest.title),
        (pgettext("contest", "Round"), one.name),
        (_("Pseudonym"), pseudonym(who)),
        (_("Unit"), unit_names(one.contest).get(unit, "")),
        (pgettext("contest", "Attempt"), attempt),
        (_("Recorded at"), f"{at:%H:%M:%S, %d/%m/%Y}"),
        (pgettext("contest receipt", "Answered"), f"{sum(1 for answer in given if answer)} / {len(given)}"),
        (_("Prediction"), prediction),
    ]
    check = say.full(reverse("contests:check", args=[one.contest.key, one.key]))
    return ReceiptSheet(
        title=_("Receipt of an entry"), contest=one.contest.title, code_label=_("Receipt code"), code=code,
        rows=[row for row in rows if row[1]], sections=_sections(check, one), signed_label=_("The receipt's text with its signature"),
        signed=signed, language=get_language() or "vi",
    )  # fmt: skip


def _sections(check: str, one: Round) -> list[Any]:
    return [
        (
            _("What this receipt proves"),
            [
                _("On the server of the contest, an entry with exactly these answers was stored at this moment, under this code."),
                _("The organiser has signed it: with one answer or the time changed, the signature no longer fits; were the entry "
                  "lost, this page would prove that it was there."),
                _("It names nobody: the pseudonym stands for you. Keep it to yourself until the result is final; who has it can read "
                  "your answers."),
            ],
        ),
        (
            _("How to check it"),
            [
                _("1. After the round has closed, at %(at)s, open %(url)s") % {"at": say.when(one.closes_at), "url": check},
                _("2. Scan the QR code and paste what it says there, or paste the text below. It is compared on your own device and sent "
                  "to nobody."),
                _("3. The page shows whether your entry stands in the published result, with which answers, and whether the signature "
                  "is the organiser's. If not, complain there with this receipt."),
            ],
        ),
    ]  # fmt: skip
