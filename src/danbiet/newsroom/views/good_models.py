"""Good models on the desk: nominating, verifying, saying that one's unit took one over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit.listing import MOST_ROWS
from danbiet.org.queries import Rights
from danbiet.org.views import DeskRequest, desk_view

from ..actions.good_models import (
    adopt_model,
    amend_nomination,
    nominate,
    take_back_adoption,
    verify_nomination,
)
from ..actions.refusals import Incomplete, Refused
from ..enums import NominationState
from ..forms import AdoptionForm, NominationForm, TakeBackForm, VerificationForm
from ..models import Nomination
from ..permissions.good_models import may_speak_for, may_verify, units_to_speak_for, units_to_verify
from ..queries.good_models import (
    adoption_for,
    adoptions_of,
    model_for,
    models_to_take_over,
    nomination_for,
    nominations,
    waiting_nominations,
)
from ..queries.public import address

PER_PAGE = 25
LIST = "newsroom:model-list"
LOOKS = {
    NominationState.WAITING: "waiting",
    NominationState.VERIFIED: "on_track",
    NominationState.DECLINED: "at_risk",
}


def to_verify(rights: Rights) -> QuerySet[Nomination]:
    """For the desk's navigation: the nominations that wait for the person."""
    return waiting_nominations(units_to_verify(rights), user_id=rights.user_id)


@desk_view
def model_list(request: DeskRequest) -> HttpResponse:
    """Nominations; `?xem=cong-bo`: models before readers, to take over."""
    is_published = request.GET.get("xem") == "cong-bo"
    rights, ours = request.rights, units_to_speak_for(request.rights)
    found: Any = models_to_take_over(ours) if is_published else nominations()
    shown = _model_row if is_published else _nomination_row
    if kind := kind_asked(request):
        return list_answer(request, kind, _listing([shown(one, rights) for one in found[: MOST_ROWS + 1]]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [shown(one, rights) for one in page],
        "is_published": is_published,
        "may_nominate": bool(ours),
        "tabs": [
            {"label": _("Nominations"), "url": "?", "count": to_verify(rights).count() or "", "is_current": not is_published},
            {"label": _("Published, to take over"), "url": "?xem=cong-bo", "count": "", "is_current": is_published},
        ],
        "crumbs": [{"label": _("Good models"), "url": ""}],
    }  # fmt: skip
    return render(request, "newsroom/good_models/list.html", context)


@desk_view
def nomination_new(request: DeskRequest) -> HttpResponse:
    """Put a way of working forward."""
    units = units_to_speak_for(request.rights)
    if not units:
        raise PermissionDenied(_("Only people who work for a unit nominate its models."))
    form = NominationForm(request.POST or None, rights=request.rights, unit_ids=units)
    if request.method == "POST" and form.is_valid():
        made = nominate(
            form.words(),
            unit_id=form.cleaned_data["unit"].pk,
            by=request.user,
            rights=request.rights,
            at=request.at,
        )
        messages.success(request, _("Nominated. The reform office is to verify it."))
        return HttpResponseRedirect(reverse("newsroom:nomination", args=[made.pk]))
    return _form_page(request, form, title=_("Nominate a good model"), submit=_("Nominate"))


@desk_view
def nomination(request: DeskRequest, pk: int) -> HttpResponse:
    """One nomination; for who may verify it, the verdict."""
    row = _found(pk)
    may_decide = row.state == NominationState.WAITING and may_verify(
        request.rights, unit_id=row.unit_id, nominated_by_id=row.nominated_by_id
    )
    form = VerificationForm(request.POST or None) if may_decide or request.method == "POST" else None
    status = 200
    if request.method == "POST" and form is not None:
        if not form.is_valid() and may_decide:
            status = 422
        elif _verified(request, row, form):
            return HttpResponseRedirect(reverse(LIST))
        else:
            return HttpResponseRedirect(reverse("newsroom:nomination", args=[pk]))
    context = {
        "one": row,
        "unit": request.rights.tree.name(row.unit_id),
        "look": LOOKS[NominationState(row.state)],
        "verdict": form if may_decide else None,
        "may_amend": row.state != NominationState.VERIFIED and may_speak_for(request.rights, row.unit_id),
        "page_url": address(row.page) if row.page is not None and row.page.live else "",
        "edit_url": reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else "",
        "crumbs": [_home(), {"label": row.title, "url": ""}],
    }
    return render(request, "newsroom/good_models/nomination.html", context, status=status)


def _verified(request: DeskRequest, row: Nomination, form: VerificationForm) -> bool:
    """Whether the verdict was taken; a refusal is said in words."""
    try:
        verify_nomination(
            row.pk,
            is_good=form.cleaned_data.get("verdict") == "good",
            note=form.cleaned_data.get("note", ""),
            by=request.user,
            rights=request.rights,
            at=request.at,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("The verdict is kept, and who nominated has been told."))
    return True


@desk_view
def nomination_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Say it better; one that was not accepted waits again afterwards."""
    row = _found(pk)
    if not may_speak_for(request.rights, row.unit_id):
        raise PermissionDenied(_("You do not work for this unit."))
    names = ("title", "field", "summary", "description", "results")
    initial = {name: getattr(row, name) for name in names}
    form = NominationForm(request.POST or None, rights=request.rights, unit_ids=set(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            amend_nomination(pk, form.words(), by=request.user, rights=request.rights, at=request.at)
            messages.success(request, _("Nominated. The reform office is to verify it."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("newsroom:nomination", args=[pk]))
    return _form_page(request, form, title=_("Change the nomination"), submit=_("Nominate"))


@desk_view
def adoption_new(request: DeskRequest, pk: int) -> HttpResponse:
    """A unit works like this model: since when, with which result."""
    page = model_for(pk)
    if page is None:
        raise Http404
    units = units_to_speak_for(request.rights) - {page.unit_id, page.nominated_by_id}
    form = AdoptionForm(request.POST or None, rights=request.rights, unit_ids=units) if units else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied(_("You do not work for this unit."))
        if form.is_valid() and _adopted(request, pk, form):
            messages.success(request, _("Written down and counted."))
            return HttpResponseRedirect(reverse("newsroom:adoption-new", args=[pk]))
    context = {
        "model": page,
        "page_url": address(page),
        "form": form,
        "rows": [_adoption_row(one, request.rights) for one in adoptions_of(pk)],
        "crumbs": [_home(), {"label": page.title, "url": ""}],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsroom/good_models/adoption.html", context, status=status)


def _adopted(request: DeskRequest, pk: int, form: AdoptionForm) -> bool:
    said = form.cleaned_data
    try:
        adopt_model(pk, unit_id=said["unit"].pk, on=said["on"], result=said["result"], by=request.user,
                    rights=request.rights, at=request.at)  # fmt: skip
    except Incomplete as missing:
        form.add_error(missing.field or None, str(missing))
        return False
    return True


@desk_view
def adoption_gone(request: DeskRequest, pk: int) -> HttpResponse:
    """The unit does not work that way: asked why, then taken back."""
    row = adoption_for(pk)
    if row is None:
        raise Http404
    if not may_speak_for(request.rights, row.unit_id):
        raise PermissionDenied(_("You do not work for this unit."))
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        take_back_adoption(
            pk, reason=form.cleaned_data["reason"], by=request.user, rights=request.rights, at=request.at
        )
        messages.success(request, _("Taken back; it counts no more."))
        return HttpResponseRedirect(reverse("newsroom:adoption-new", args=[row.model_id]))
    title = _("%(unit)s no longer works like “%(title)s”") % {
        "unit": request.rights.tree.name(row.unit_id), "title": row.model.title,
    }  # fmt: skip
    return _form_page(request, form, title=title, submit=_("Take back"))


def _found(pk: int) -> Nomination:
    row = nomination_for(pk)
    if row is None:
        raise Http404
    return row


def _form_page(request: DeskRequest, form: Any, *, title: str, submit: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "submit": submit,
        "crumbs": [_home(), {"label": title, "url": ""}],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "newsroom/good_models/form.html", context, status=status)


def _home() -> dict[str, str]:
    return {"label": _("Good models"), "url": reverse(LIST)}


def _listing(rows: list[dict[str, Any]]) -> Listing:
    """Nominations with their state, or models before readers."""
    cells = [
        [row["page"].title, row["unit"], row["url"]]
        if "page" in row
        else [row["one"].title, row["unit"], str(row["words"])]
        for row in rows
    ]
    last = _("Address") if rows and "page" in rows[0] else _("State")
    return Listing(name="mo-hinh", title=_("Good models"), head=[_("Title"), _("Unit"), last], rows=cells)


def _nomination_row(one: Nomination, rights: Rights) -> dict[str, Any]:
    is_out = one.page is not None and one.page.live
    return {
        "one": one,
        "unit": rights.tree.name(one.unit_id),
        "look": "done" if is_out else LOOKS[NominationState(one.state)],
        "words": _("Published") if is_out else one.get_state_display(),
        "is_mine_to_verify": one.state == NominationState.WAITING
        and may_verify(rights, unit_id=one.unit_id, nominated_by_id=one.nominated_by_id),
    }


def _model_row(page: Any, rights: Rights) -> dict[str, Any]:
    return {"page": page, "unit": rights.tree.name(page.unit_id), "url": address(page)}


def _adoption_row(one: Any, rights: Rights) -> dict[str, Any]:
    return {
        "one": one,
        "unit": rights.tree.name(one.unit_id),
        "may_take_back": may_speak_for(rights, one.unit_id),
    }
