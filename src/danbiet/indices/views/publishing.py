"""An edition on the desk at its end: published, and its decision made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.enums import FORM_NAMES
from danbiet.org.views import DeskRequest, desk_view, found, must

from .. import permissions as may
from ..actions import documents
from ..actions import publishing as act
from ..actions.refusals import IndexRefusal
from ..forms.editions import PublishForm
from ..queries import editions as ask
from .editions import PUBLISH_ID, context_of


@desk_view
@require_POST
def edition_publish(request: DeskRequest, pk: int) -> HttpResponse:
    """Publish the figures as they stand; those of a large edition in the background."""
    one = found(ask.edition_for(pk))
    must(may.may_publish(request.rights, one, stage=ask.stage_of(one, on=request.on)))
    form = PublishForm(request.POST, auto_id=PUBLISH_ID)
    if not form.is_valid():
        return render(request, "indices/desk/edition.html", context_of(request, one, publish=form))
    is_large = ask.is_large(one)
    do = act.order_publication if is_large else act.publish
    try:
        do(
            pk, decision=form.cleaned_data["decision"], rights=request.rights, on=request.on, at=request.at, by=request.user
        )  # fmt: skip
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The figures are being reckoned; they are published as soon as that is done.") if is_large else _("Published.")
        )  # fmt: skip
    return HttpResponseRedirect(reverse("indices:edition", args=[one.pk]))


@desk_view
@require_POST
def edition_decision(request: DeskRequest, pk: int) -> HttpResponse:
    """Have the decision made: a draft before publication, the published one afterwards."""
    one = found(ask.edition_for(pk))
    must(may.may_have_decision(request.rights, one))
    form = request.POST.get("dang", "")
    if form not in FORM_NAMES:
        return found(None)
    documents.request_decision(one, form, rights=request.rights, by=request.user, at=request.at)
    messages.success(request, _("The document is being made. It appears here with its progress."))
    return HttpResponseRedirect(reverse("exports:run-list"))
