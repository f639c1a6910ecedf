"""Documents of a round's result: asked for here, fetched where a person's documents are."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.exports.enums import FORM_NAMES
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.certificates import request_certificates
from ..actions.documents import FORMS, KINDS, request_document
from ..actions.refusals import ContestRefusal
from ..enums import PublicationKind
from ..models import Round
from ..permissions import may_have_documents
from ..queries.certificates import certificate_count
from ..queries.contests import round_for
from ..queries.results import newest, winners_of
from .doors import crumbs, must, seen_contest, step

CERTIFICATES, CERTIFICATE_FORMS = "giay-chung-nhan", ("pdf", "docx")


@desk_view
def round_documents(request: DeskRequest, pk: int) -> HttpResponse:
    """What can be made of a round's result, and a button for each form."""
    one: Round = found(round_for(pk))
    contest = seen_contest(request, one.contest_id)
    must(may_have_documents(request.rights, contest))
    if request.method == "POST":
        kind, _sign, form = request.POST.get("tai-lieu", "").partition(".")
        try:
            if kind == CERTIFICATES and form in CERTIFICATE_FORMS:
                request_certificates(one, form, by=request.user, at=request.at)
            elif form in FORMS.get(kind, ()):
                request_document(one, kind, form, by=request.user, at=request.at)
            else:
                return found(None)
        except ContestRefusal as refusal:
            said_no(request, refusal)
            return HttpResponseRedirect(reverse("contests:round-documents", args=[pk]))
        messages.success(request, _("The document is being made. It appears here with its progress."))
        return HttpResponseRedirect(reverse("exports:run-list"))
    winners = winners_of(one)
    context = {
        "contest": contest,
        "round": one,
        "is_final": newest(one, PublicationKind.FINAL) is not None,
        "rows": [(KINDS[key], [(f"{key}.{form}", FORM_NAMES[form]) for form in FORMS[key]]) for key in KINDS],
        "confirmed": sum(1 for row in winners if row.confirmed_at),
        "winners": len(winners),
        "issued": certificate_count(one),
        "certificate_forms": [(f"{CERTIFICATES}.{form}", FORM_NAMES[form]) for form in CERTIFICATE_FORMS],
        "crumbs": crumbs(step(contest), here=_("Documents of %(round)s") % {"round": one.name}),
    }
    return render(request, "contests/desk/documents.html", context)
