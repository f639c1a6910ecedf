"""Certificates of confirmed prizes: a code each, printed in bulk as one PDF, a page for each."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.exports.actions import request_run, word_or_pdf
from danbiet.exports.registry import CannotMake, Made, Parameters, Progress
from danbiet.kit.clock import local

from ..calc.canonical import crockford
from ..calc.certificate import Sheet
from ..calc.certificate import certificates as certificates_docx
from ..models import Certificate, Contact, Round, Winner
from ..queries.certificates import sheets_of
from ..queries.contests import round_for
from .noting import locked, note
from .refusals import NotNow

CERTIFICATES_DOCUMENT = "contests.certificates"
SYMBOLS, BITS = 12, 60


@transaction.atomic
def issue_certificates(round_id: int, *, by: User, at: datetime) -> int:
    """Give every confirmed prize of a round its certificate; how many are new. Safe to repeat: a code once given stays.

    Refused (NotNow): nothing is confirmed.
    """
    one = Round.objects.get(pk=round_id)
    contest = locked(one.contest_id)
    rows = list(Winner.objects.filter(round=one, confirmed_at__isnull=False).select_related("certificate"))
    if not rows:
        raise NotNow(_("No prize of this round is confirmed yet."))
    fresh = [row for row in rows if not hasattr(row, "certificate")]
    names = {
        contact.entrant_id: contact.name
        for contact in Contact.objects.filter(entrant__in=[row.entrant_id for row in fresh if row.entrant_id])
    }
    Certificate.objects.bulk_create(
        Certificate(
            winner=row, code=crockford(secrets.randbits(BITS), symbols=SYMBOLS), holder=names.get(row.entrant_id or 0, ""),
            made_at=at, made_by=by,
        )
        for row in fresh
    )  # fmt: skip
    if fresh:
        note("certificates_issued", contest, by=by, at=at, thing=one, count=len(fresh))
    return len(fresh)


@transaction.atomic
def request_certificates(one: Round, form: str, *, by: User, at: datetime) -> int:
    """Have the certificates of a round printed ("pdf" or "docx"); they appear among the person's documents. NotNow as above."""
    issue_certificates(one.pk, by=by, at=at)
    note("contacts_in_document", one.contest, by=by, at=at, thing=one, document="giay-chung-nhan", form=form)
    title = _("Certificates: %(contest)s, %(round)s (%(form)s)") % {"contest": one.contest.title, "round": one.name, "form": form}  # fmt: skip
    parameters = {"round": one.pk, "form": "docx" if form == "docx" else "pdf"}
    return request_run(CERTIFICATES_DOCUMENT, parameters=parameters, title=title, by=by, at=at).pk


def make_certificates(parameters: Parameters, on: date, progress: Progress) -> Made:
    """One file, a page for each certificate of the round. CannotMake: there is none, or no PDF can be made here."""
    value = parameters.get("round")
    one = round_for(value if isinstance(value, int) else 0)
    check = f"{settings.DANBIET_BASE_URL}/hoi-thi/"
    sheets: list[Sheet] = sheets_of(one, on=on, check=check) if one is not None else []
    if one is None or not sheets:
        raise CannotMake(_("No certificate of this round was issued yet."))
    content = certificates_docx(sheets, progress=lambda count: progress(count, len(sheets)))
    form = "docx" if parameters.get("form") == "docx" else "pdf"
    name = f"giay-chung-nhan-{one.contest.key}-{one.key}-{local(one.closes_at):%Y%m%d}.{form}"
    return Made(name, word_or_pdf(content, form))
