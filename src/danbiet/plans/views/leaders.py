"""The leaders' paper on the desk: a page, a PDF, a Word file, and the wish to have it by mail."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.render.brief import Brief, brief_docx, brief_pdf
from danbiet.org.queries.offices import office_of
from danbiet.org.views import DeskRequest, desk_view

from ..actions.leaders import follow_paper
from ..forms.showing import day_asked
from ..models import Plan
from ..queries.files import WordFile
from ..queries.leaders import as_brief, is_reader, leaders_paper, plan_for_leaders
from .doors import crumbs
from .files import pdf_answer, word_answer


@desk_view
def paper_page(request: DeskRequest) -> HttpResponse:
    """The paper as of today, or of an earlier day (`?ngay=`)."""
    on = min(day_asked(request.GET, request.on), request.on)
    found = _paper(request, on)
    context = {
        "plan": found[0] if found else None,
        "brief": found[1] if found else None,
        "on": on,
        "is_today": on == request.on,
        "is_reader": is_reader(request.user.pk),
        "crumbs": crumbs(here=_("Weekly paper")),
    }
    return render(request, "plans/leaders_paper.html", context)


@desk_view
def paper_pdf(request: DeskRequest) -> HttpResponse:
    """The paper as a PDF of one page."""
    on, brief = _asked(request)
    return pdf_answer(WordFile(f"phieu-tuan-{on.isoformat()}.pdf", brief_pdf(brief)))


@desk_view
def paper_word(request: DeskRequest) -> HttpResponse:
    """The paper as a Word file."""
    on, brief = _asked(request)
    return word_answer(WordFile(f"phieu-tuan-{on.isoformat()}.docx", brief_docx(brief)))


@desk_view
@require_POST
def paper_follow(request: DeskRequest) -> HttpResponse:
    """Have it by mail every Monday, or no more."""
    is_wanted = request.POST.get("gui") == "1"
    follow_paper(request.user, is_wanted=is_wanted, at=request.at)
    messages.success(
        request,
        _("The paper comes to you by mail every Monday at 07:00.")
        if is_wanted
        else _("The paper no longer comes by mail."),
    )
    return HttpResponseRedirect(reverse("plans:leaders-paper"))


def _asked(request: DeskRequest) -> tuple[date, Brief]:
    on = min(day_asked(request.GET, request.on), request.on)
    found = _paper(request, on)
    if found is None:
        raise Http404
    return on, found[1]


def _paper(request: DeskRequest, on: date) -> tuple[Plan, Brief] | None:
    plan = plan_for_leaders(request.rights, on)
    if plan is None:
        return None
    units = request.rights.tree
    issuer = office_of(plan.unit_id, units=units, on=request.on).issuer
    return plan, as_brief(leaders_paper(plan, on=on, units=units), issuer=issuer)
