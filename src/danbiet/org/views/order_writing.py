"""A decision on units is written down: by hand, event by event, or from a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.kit.tabular import rows_to_csv
from danbiet.org.actions import orders as act
from danbiet.org.calc.order_files import read_rows, template_rows
from danbiet.org.calc.orders import Reading, Step
from danbiet.org.calc.unit_files import BadFile
from danbiet.org.enums import OrderState, ReorganisationKind
from danbiet.org.forms import FileForm, HeadForm, StepForm
from danbiet.org.forms.orders import KINDS
from danbiet.org.models import ReorganisationOrder
from danbiet.org.permissions import may_reorganise
from danbiet.org.queries import as_choice, read_table, steps_of, tree

from .door import DeskRequest, desk_view
from .orders import WRITING, order_or_404
from .ways import must, said_no

ONE_DAY = timedelta(days=1)


@require_http_methods(WRITING)
@desk_view
def order_new(request: DeskRequest) -> HttpResponse:
    """A new decision with its first event (`?viec=` its kind)."""
    must(may_reorganise(request.rights), _("Only the province's reform office reorganises units."))
    head = HeadForm(request.POST or None, initial={"on": request.on})
    on = head.cleaned_data["on"] if request.POST and head.is_valid() else request.on
    form = _step_form(request, on)
    if request.method == "POST" and head.is_valid() and form.is_valid():
        try:
            pk = act.plan_order(_wording(head), [form.step()], by=request.user, at=request.at)
            messages.success(request, _("Planned. Look at what it moves before it comes into force."))
            return redirect("org:order", pk)
        except act.NotPossible as refusal:
            said_no(request, refusal)
    return _shown(request, form, head=head, title=_("New decision on units"))


@require_http_methods(WRITING)
@desk_view
def step_new(request: DeskRequest, pk: int) -> HttpResponse:
    """One more event under the same decision."""
    order = order_or_404(request, pk)
    form = _step_form(request, order.on)
    if request.method == "POST" and form.is_valid():
        return _changed(request, order, [*steps_of(order), form.step()])
    return _shown(request, form, order=order, title=_("One more event"))


@require_http_methods(WRITING)
@desk_view
def order_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Day, title and paper of a planned decision."""
    order = order_or_404(request, pk)
    initial = {"on": order.on, "title": order.title, "basis": order.basis, "basis_on": order.basis_on}
    head = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and head.is_valid():
        return _changed(request, order, steps_of(order), head)
    return _shown(request, None, head=head, order=order, title=_("Change the decision"))


@require_http_methods(["POST"])
@desk_view
def step_drop(request: DeskRequest, pk: int, number: int) -> HttpResponse:
    """An event is taken out of a planned decision."""
    order = order_or_404(request, pk)
    return _changed(request, order, [step for place, step in enumerate(steps_of(order)) if place != number])


@require_http_methods(WRITING)
@desk_view
def order_file(request: DeskRequest) -> HttpResponse:
    """Many events from a table: every row that is wrong is shown and nothing is kept, or all become one planned decision."""
    must(may_reorganise(request.rights), _("Only the province's reform office reorganises units."))
    form = FileForm(request.POST or None, request.FILES or None, initial={"on": request.on})
    reading: Reading | None = None
    if request.method == "POST" and form.is_valid():
        reading = _read(form)
        if reading is not None and reading.steps and not reading.faults:
            try:
                wording = _wording(form, source=form.cleaned_data["file"].name)
                pk = act.plan_order(wording, reading.steps, by=request.user, at=request.at)
                messages.success(request, _("Read without a mistake and planned. Look at what it moves."))
                return redirect("org:order", pk)
            except act.NotPossible as refusal:
                said_no(request, refusal)
        elif reading is not None and not reading.faults:
            form.add_error("file", _("The table holds no row of that day."))
    context = {
        "form": form,
        "reading": reading,
        "faults": [(fault.row, _(fault.message) % fault.params) for fault in reading.faults]
        if reading
        else [],
        "crumbs": _crumbs(_("From a table")),
    }
    return render(request, "org/order_file.html", context)


@require_safe
@desk_view
def order_template(request: DeskRequest) -> HttpResponse:
    """The empty table with its headings and examples, for spreadsheets."""
    must(may_reorganise(request.rights), _("Only the province's reform office reorganises units."))
    head, rows = template_rows()
    answer = HttpResponse(rows_to_csv(head, rows, separator=";"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-sap-xep-don-vi.csv"'
    return answer


def _read(form: FileForm) -> Reading | None:
    file, on = form.cleaned_data["file"], form.cleaned_data["on"]
    try:
        rows = read_rows(file.read(), name=file.name)
    except BadFile as error:
        where = _("%(file)s, row %(row)s") % {"file": error.file, "row": error.row} if error.row else ""
        form.add_error("file", " ".join(filter(None, [where, _(error.message) % error.params])))
        return None
    return read_table(rows, on=on)


def _step_form(request: DeskRequest, on: date) -> StepForm:
    asked = request.GET.get("viec", "")
    kind = asked if asked in KINDS else KINDS[0]
    return StepForm(request.POST or None, kind=kind, eve=tree(on - ONE_DAY), day=tree(on))


def _changed(
    request: DeskRequest,
    order: ReorganisationOrder,
    steps: list[Step] | tuple[Step, ...],
    head: HeadForm | None = None,
) -> HttpResponse:
    wording = act.Wording(
        on=order.on, title=order.title, basis=order.basis, basis_on=order.basis_on, source=order.source,
        choices=order.choices,
    )  # fmt: skip
    if head is not None:
        wording = _wording(head, source=order.source, choices=order.choices)
    try:
        act.change_order(
            order.pk, wording, steps, version=_seen(request, order), by=request.user, at=request.at
        )
        messages.success(request, _("Changed."))
    except act.NotPossible as refusal:
        said_no(request, refusal)
    return redirect("org:order", order.pk)


def _seen(request: DeskRequest, order: ReorganisationOrder) -> int:
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else order.version


def _wording(head: HeadForm, *, source: str = "", choices: dict[str, Any] | None = None) -> act.Wording:
    values = head.cleaned_data
    return act.Wording(
        on=values["on"], title=values["title"], basis=values["basis"], basis_on=values["basis_on"], source=source,
        choices=choices or {},
    )  # fmt: skip


def _shown(
    request: DeskRequest, form: StepForm | None, *, title: str, head: HeadForm | None = None,
    order: ReorganisationOrder | None = None,
) -> HttpResponse:  # fmt: skip
    if order is not None and order.state != OrderState.PLANNED:
        said_no(request, act.NotPossible(_("Only a planned decision can be changed.")))
        return redirect("org:order", order.pk)
    current = form.kind if form is not None else ""
    context = {
        "title": title,
        "head": head,
        "form": form,
        "order": order,
        "tabs": [
            {"label": ReorganisationKind(kind).label, "url": f"?viec={kind}", "is_current": kind == current}
            for kind in KINDS
        ],
        "choices_of_units": [as_choice(unit) for unit in tree(request.on) if unit.code],
        "cancel_url": reverse("org:order", args=[order.pk]) if order else reverse("org:orders"),
        "crumbs": _crumbs(title),
    }
    return render(request, "org/order_form.html", context)


def _crumbs(step: str) -> list[dict[str, str]]:
    return [{"label": _("Reorganisation of units"), "url": reverse("org:orders")}, {"label": step}]
