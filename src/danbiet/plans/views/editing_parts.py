"""Groups and tasks of a draft put in order: added, renamed, moved, deleted; what was read is confirmed."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from ..actions import drafting
from ..actions.refusals import EditedMeanwhile, GroupNotEmpty, PlanRefusal
from ..forms.editing import GroupForm
from ..permissions import may_edit_plan
from .doors import group_or_404, plan_crumbs, plan_or_404, refusal_page, task_or_404, to_plan


@desk_view
@require_POST
def group_add(request: DeskRequest, pk: int) -> HttpResponse:
    """A new group at the end of the plan."""
    plan = plan_or_404(request, pk)
    must(may_edit_plan(request.rights, plan))
    try:
        group = drafting.add_group(pk, title=request.POST.get("title", ""), by=request.user, at=request.at)
    except PlanRefusal as refusal:
        said_no(request, refusal)
        return to_plan(pk, anchor="nhom-moi")
    return to_plan(pk, anchor=f"nhom-{group.pk}")


@desk_view
def group_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Another title for a group."""
    group = group_or_404(request, pk)
    must(may_edit_plan(request.rights, group.plan))
    form = GroupForm(request.POST or None, initial={"title": group.title, "was": group.title})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            drafting.rename_group(pk, title=said["title"], was=said["was"], by=request.user, at=request.at)
        except EditedMeanwhile as refusal:
            group.refresh_from_db()
            form = GroupForm({"title": said["title"], "was": group.title})
            refusal_page(form, refusal)
        except PlanRefusal as refusal:
            refusal_page(form, refusal)
        else:
            return to_plan(group.plan_id, anchor=f"nhom-{pk}")
    context = {"group": group, "form": form, "crumbs": plan_crumbs(group.plan, here=_("Group of content"))}
    return render(request, "plans/group_edit.html", context)


@desk_view
@require_POST
def group_move(request: DeskRequest, pk: int) -> HttpResponse:
    """One place up or down."""
    group = group_or_404(request, pk)
    must(may_edit_plan(request.rights, group.plan))
    try:
        drafting.move_group(pk, is_up=request.POST.get("huong") == "len", by=request.user, at=request.at)
    except PlanRefusal as refusal:
        said_no(request, refusal)
    return to_plan(group.plan_id, anchor=f"nhom-{pk}")


@desk_view
def group_delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a group; with its tasks only after they were named."""
    group = group_or_404(request, pk)
    must(may_edit_plan(request.rights, group.plan))
    tasks = list(group.tasks.values_list("content", flat=True))
    if request.method == "POST":
        try:
            drafting.delete_group(
                pk, is_confirmed=request.POST.get("so") == str(len(tasks)), by=request.user, at=request.at
            )
        except GroupNotEmpty as refusal:
            said_no(request, refusal)
            return HttpResponseRedirect(reverse("plans:group-delete", args=[pk]))
        except PlanRefusal as refusal:
            said_no(request, refusal)
        return to_plan(group.plan_id)
    context = {
        "title": _("Delete the group “%(title)s”?") % {"title": group.title},
        "text": _("With it go %(count)s tasks:") % {"count": len(tasks)}
        if tasks
        else _("The group is empty."),
        "consequences": tasks,
        "action": _("Delete the group"),
        "look": "danger",
        "hidden": {"so": len(tasks)},
        "cancel_url": reverse("plans:plan-edit", args=[group.plan_id]),
        "crumbs": plan_crumbs(group.plan, here=_("Delete a group")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
@require_POST
def task_move(request: DeskRequest, pk: int) -> HttpResponse:
    """One place up or down, into the next group at the edge."""
    task = task_or_404(request, pk)
    must(may_edit_plan(request.rights, task.plan))
    try:
        drafting.move_task(pk, is_up=request.POST.get("huong") == "len", by=request.user, at=request.at)
    except PlanRefusal as refusal:
        said_no(request, refusal)
    return to_plan(task.plan_id, anchor=f"nv-{pk}")


@desk_view
def task_delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Delete a task after saying which."""
    task = task_or_404(request, pk)
    must(may_edit_plan(request.rights, task.plan))
    if request.method == "POST":
        version = row_number(request.POST.get("version", "")) or 0
        try:
            drafting.delete_task(pk, version=version, by=request.user, at=request.at)
        except PlanRefusal as refusal:
            said_no(request, refusal)
        return to_plan(task.plan_id, anchor=f"nhom-{task.group_id}")
    context = {
        "title": _("Delete this task?"),
        "text": task.content,
        "consequences": [],
        "action": _("Delete the task"),
        "look": "danger",
        "hidden": {"version": task.version},
        "cancel_url": reverse("plans:plan-edit", args=[task.plan_id]),
        "crumbs": plan_crumbs(task.plan, here=_("Delete a task")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
@require_POST
def doubt_confirm(request: DeskRequest, pk: int) -> HttpResponse:
    """ "Đúng như vậy": what was read is right."""
    task = task_or_404(request, pk)
    must(may_edit_plan(request.rights, task.plan))
    number = row_number(request.POST.get("so", ""))
    doubts = task.doubts
    if number is not None and number < len(doubts) and doubts[number]["text"] == request.POST.get("chu"):
        chosen = doubts[number]
        try:
            drafting.confirm_doubt(
                pk, field=chosen["field"], text=chosen["text"], by=request.user, at=request.at
            )
        except PlanRefusal as refusal:
            said_no(request, refusal)
    return to_plan(task.plan_id, anchor="can-xem")
