"""Who asked: the intake desk's own page, and its files."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from danbiet.media.queries import stored_file
from danbiet.media.views import attachment
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import intake
from ..actions.refusals import QuestionRefusal
from ..forms.intake import IdentityForm
from ..models import QuestionFile
from ..queries.askers import asker_of, opening_for, openings
from .desk_doors import on_form, question_crumbs, question_or_404, to_question


@desk_view
def identity(request: DeskRequest, pk: int) -> HttpResponse:
    """Name and contact for the intake desk; an agency it was opened to reads them too. POST opens it to the agency that leads,
    with a reason that is recorded."""
    question = question_or_404(request, pk)
    is_desk = may.may_see_asker(request.rights, question)
    opened = opening_for(question)
    is_opened = opened is not None and may.may_write_answer(request.rights, question)
    must(is_desk or is_opened, _("Only the intake desk sees who asked."))
    form = IdentityForm(request.POST or None, auto_id="dt-%s")
    status = 200
    if request.method == "POST":
        must(is_desk)
        if form.is_valid():
            try:
                intake.open_identity(pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            else:
                messages.success(request, _("The agency can see who asked; your reason is recorded."))
                return to_question(pk)
        status = 422
    context = {
        "question": question, "asker": asker_of(question), "openings": openings(question), "is_desk": is_desk,
        "form": form if is_desk and question.lead_id and opened is None else None,
        "lead": request.rights.tree.full_name(question.lead_id) if question.lead_id else "",
        "crumbs": question_crumbs(question, here=_("Who asked")),
    }  # fmt: skip
    return render(request, "questions/desk/identity.html", context, status=status)


@require_safe
@desk_view
def file(request: DeskRequest, pk: int, file_id: int) -> HttpResponseBase:
    """A file of a question: an asker's for the intake desk, and for the agency once the desk has let it through."""
    question = question_or_404(request, pk)
    found = QuestionFile.objects.filter(question=question, pk=file_id).first()
    if found is None:
        raise Http404
    if found.is_from_asker and not found.is_for_agency and not may.may_see_asker(request.rights, question):
        raise Http404
    kept = stored_file(found.file_id)
    if kept is None:
        raise Http404
    return attachment(kept)


@desk_view
@require_POST
def file_show(request: DeskRequest, pk: int, file_id: int) -> HttpResponse:
    """The desk has looked at an asker's file and lets the agency see it."""
    question = question_or_404(request, pk)
    must(may.may_see_asker(request.rights, question))
    if not QuestionFile.objects.filter(question=question, pk=file_id).exists():
        raise Http404
    try:
        intake.show_file_to_agency(file_id, by=request.user, at=request.at)
    except QuestionRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("The agency sees the file now."))
    return to_question(pk)
