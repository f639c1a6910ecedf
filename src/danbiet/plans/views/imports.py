"""A file comes in through the browser: handed in, looked at, taken over, undone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit import clock
from danbiet.kit.listing import MOST_ROWS
from danbiet.media.views import attachment
from danbiet.org.queries import tree
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from ..actions import importing
from ..actions.refusals import PlanRefusal
from ..calc.takeover import groups_of, unmatched_by_place
from ..enums import ImportState
from ..forms.uploads import UploadForm
from ..models import PlanImport
from ..permissions import may_import_plans
from ..queries import plans as ask
from ..queries.catalogue import UnitNotFound, catalogue_of, unit_by_id
from ..queries.sheets import empty_plan_sheet
from .doors import crumbs, import_or_404, own_units, to_plan
from .files import sheet_answer
from .shown import shown, shown_doubt, why_words

PER_PAGE = 30


@desk_view
def import_list(request: DeskRequest) -> HttpResponse:
    """Files handed in, newest first."""
    found, units = ask.desk_imports(request.rights), request.rights.tree
    if kind := kind_asked(request):
        head = [_("File"), _("Unit"), _("Year"), _("State"), _("When"), _("By")]
        cells = [
            [one.file.name, units.full_name(one.unit_id), one.year, one.get_state_display(), one.created_at,
             one.created_by.full_name if one.created_by else ""]
            for one in found[: MOST_ROWS + 1]
        ]  # fmt: skip
        listing = Listing(name="nhap-tu-tep", title=_("Imports from files"), head=head, rows=cells)
        return list_answer(request, kind, listing)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [(kept, units.full_name(kept.unit_id)) for kept in page],
        "can_import": bool(own_units(request.rights)),
        "crumbs": crumbs(here=_("Imports from files")),
    }
    return render(request, "plans/import_list.html", context)


@desk_view
def import_new(request: DeskRequest) -> HttpResponse:
    """Hand in a file; what was read is shown next, nothing is created."""
    units = own_units(request.rights)
    must(bool(units), _("Plans are brought in by officers, the head or the reform office of a unit."))
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        initial={"year": request.on.year, "unit": request.rights.home_unit_id},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_import_plans(request.rights, said["unit"]))
        try:
            unit = unit_by_id(said["unit"], year=said["year"])
            kept = importing.read_upload(said["file"], unit=unit, by=request.user, at=request.at)
        except UnitNotFound as error:
            form.add_error("unit", str(error))
        except (PlanRefusal, importing.FileRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            return HttpResponseRedirect(reverse("plans:import-review", args=[kept.pk]))
    context = {
        "form": form,
        "crumbs": crumbs((_("Imports from files"), reverse("plans:import-list")), here=_("Hand in a file")),
    }
    return render(request, "plans/import_new.html", context)


@desk_view
def import_review(request: DeskRequest, pk: int) -> HttpResponse:
    """What was read, the unsure first, the original text beside what was understood."""
    kept = import_or_404(request, pk)
    is_scan = kept.state == ImportState.REFUSED
    units = request.rights.tree if is_scan else tree(date.fromisoformat(kept.result["read_on"]))
    catalogue = catalogue_of(units, issuer_id=kept.unit_id)
    drafts = groups_of(kept.result, ids={unit.key: unit.id for unit in units}, members=catalogue.members)
    groups = [(group.title, [(task, shown(task, units=units)) for task in group.tasks]) for group in drafts]
    loose = unmatched_by_place(kept.result).get((0, 0), [])
    context: dict[str, Any] = {
        "kept": kept,
        "read": kept.result,
        "issued_on": date.fromisoformat(kept.result["issued_on"]) if kept.result.get("issued_on") else None,
        "unit_name": units.full_name(kept.unit_id),
        "groups": groups,
        "task_count": sum(len(tasks) for _title, tasks in groups),
        "unsure_count": sum(bool(task.doubts) for _title, tasks in groups for task, _shown in tasks),
        "plan_doubts": [shown_doubt(one) for one in kept.result.get("doubts", [])],
        "loose": [{**one, "why": why_words(one["why"])} for one in loose],
        "sections": importing.sections_of(kept.result),
        "twins": ask.same_file_before(kept),
        "scan_reason": kept.result.get("reason", "") if is_scan else "",
        "can_take": kept.state not in (ImportState.TAKEN, ImportState.REFUSED)
        and may_import_plans(request.rights, kept.unit_id),
        "can_undo": kept.state == ImportState.TAKEN and may_import_plans(request.rights, kept.unit_id),
        "crumbs": crumbs((_("Imports from files"), reverse("plans:import-list")), here=kept.file.name),
    }
    return render(request, "plans/import_review.html", context)


@desk_view
def import_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The file itself, for whoever may see the import."""
    return attachment(import_or_404(request, pk).file)


@desk_view
def import_form(request: DeskRequest) -> HttpResponse:
    """The empty Excel form of a plan for the person's unit and this year."""
    unit_id = request.rights.home_unit_id or next(iter(request.rights.units_held()))
    return sheet_answer(empty_plan_sheet(unit_id, year=request.on.year, on=request.on))


@desk_view
@require_POST
def import_take(request: DeskRequest, pk: int) -> HttpResponse:
    """Make the draft plan of what was read."""
    kept = import_or_404(request, pk)
    must(may_import_plans(request.rights, kept.unit_id))
    try:
        taken = importing.take_over(pk, by=request.user, at=request.at)
    except PlanRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("plans:import-review", args=[pk]))
    messages.success(
        request,
        _("The draft holds %(tasks)s tasks; %(doubts)s places are to be looked at.")
        % {"tasks": taken.task_count, "doubts": taken.doubt_count},
    )
    return to_plan(taken.plan.pk)


@desk_view
def import_undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete the draft an import made, after saying so."""
    kept = import_or_404(request, pk)
    must(may_import_plans(request.rights, kept.unit_id))
    back = HttpResponseRedirect(reverse("plans:import-review", args=[pk]))
    if request.method == "POST":
        try:
            importing.undo_import(pk, by=request.user, at=request.at)
        except PlanRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The import has been undone; the file is still here."))
        return back
    context = {
        "title": _("Undo this import?"),
        "text": kept.result["title"],
        "consequences": _lost(kept),
        "action": _("Undo the import"),
        "look": "danger",
        "cancel_url": reverse("plans:import-review", args=[pk]),
        "crumbs": crumbs((_("Imports from files"), reverse("plans:import-list")), here=_("Undo")),
    }
    return render(request, "layouts/confirm.html", context)


def _lost(kept: PlanImport) -> list[str]:
    if kept.plan is None:
        return [_("No draft is left of it.")]
    worked = [
        _("%(name)s has worked on it since: %(count)s times, last on %(day)s.")
        % {
            "name": one.name or _("Somebody"),
            "count": one.count,
            "day": f"{clock.local(one.last_at):%d/%m/%Y %H:%M}",
        }
        for one in ask.work_since_import(kept)
    ]
    return [
        _("The draft with its %(tasks)s tasks is deleted, with every correction made since.")
        % {"tasks": kept.plan.tasks.count()},
        *(worked or [_("Nobody has changed anything in it since.")]),
        _("The file and what was read from it stay; it can be taken over again."),
    ]
