"""Evidence is written, changed and handed in. Works by round trips to the server; nothing typed or uploaded is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.kit.text import row_number, viet_number
from danbiet.media.actions import FileRefused, store_file
from danbiet.media.queries import StoredFile
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from .. import permissions as may
from ..actions import evidence as act
from ..actions.refusals import EditedMeanwhile, PlanRefusal
from ..forms import evidence as forms
from ..models import Evidence, Target
from ..queries import evidence as ask
from ..queries.evidence import EvidenceInFull
from . import evidence_words as words
from .doors import crumbs
from .evidence import evidence_or_404

CREDIT_NAMES = ("target", "quantity", "item")
PROOF_NAMES = ("url", "file_id", "caption", "section", "page")
MAIN_NAMES = ("on", "title", "kind", "language", "note", "version")
FORM_OF = {"on": "on", "title": "title", "kind": "kind", "language": "language"}


@desk_view
def evidence_new(request: DeskRequest) -> HttpResponse:
    """Write a new piece for one of one's units; `?nhiem-vu=` chooses a task's first target beforehand."""
    units = [
        (unit, request.rights.tree.full_name(unit)) for unit in sorted(may.evidence_units(request.rights))
    ]
    must(bool(units), _("Evidence is written by officers, the head or the reform office of a unit."))
    wanted = row_number(request.GET.get("don-vi", ""))
    known = [unit for unit, _name in units]
    home = request.rights.home_unit_id
    unit_id = wanted if wanted in known else home if home in known else known[0]
    return _page(request, unit_id=unit_id, piece=None, units=units)


@desk_view
def evidence_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Change a draft or a returned piece."""
    piece = evidence_or_404(request, pk)
    must(may.may_write_evidence(request.rights, may.evidence_at(request.rights, piece.evidence)))
    if not may.may_edit_evidence(request.rights, piece.evidence):
        messages.warning(
            request,
            _("“%(state)s” evidence cannot be changed: it must be returned or withdrawn first.")
            % {"state": piece.evidence.get_state_display()},
        )
        return HttpResponseRedirect(reverse("plans:evidence-detail", args=[pk]))
    return _page(request, unit_id=piece.evidence.unit_id, piece=piece, units=[])


@desk_view
@require_POST
def evidence_submit(request: DeskRequest, pk: int) -> HttpResponse:
    """Hand it in as it is."""
    piece = evidence_or_404(request, pk)
    must(may.may_write_evidence(request.rights, may.evidence_at(request.rights, piece.evidence)))
    _hand_in(request, piece.evidence)
    return HttpResponseRedirect(reverse("plans:evidence-detail", args=[pk]))


def _page(
    request: DeskRequest, *, unit_id: int, piece: EvidenceInFull | None, units: Sequence[tuple[int, str]]
) -> HttpResponse:
    targets = ask.own_targets(unit_id, request.on.year, request.on.year - 1, rights=request.rights)
    problems: list[str] = []
    theirs: EvidenceInFull | None = None
    wrong: act.BadEvidence | None = None
    if request.method == "POST":
        files, problems = _kept_uploads(request)
        made = _sent(request, piece, targets)
        if "them" not in request.POST and not problems and made.is_valid():
            try:
                return _saved(request, made, files, unit_id=unit_id, piece=piece)
            except EditedMeanwhile as refusal:
                problems, theirs = [str(refusal)], ask.evidence_for(piece.evidence.pk) if piece else None
            except act.BadEvidence as refusal:
                wrong = refusal
            except PlanRefusal as refusal:
                problems = [str(refusal)]
        if "them" in request.POST or problems or files:
            errors = "them" not in request.POST
            made = _again(request, piece, targets, files, keep_errors=errors, version=_version(theirs))
        if wrong is not None:
            made.main.add_error(FORM_OF.get(wrong.field), str(wrong))
    else:
        made = _fresh(request, piece, targets)
    context = {
        "made": made, "piece": piece, "unit": request.rights.tree.full_name(unit_id), "unit_id": unit_id,
        "units": units if len(units) > 1 else [], "problems": problems, "has_targets": bool(targets),
        "theirs": words.detail(theirs, request.rights.tree) if theirs else None, "most_rows": forms.MOST_ROWS,
        "keep": f"minh-chung-{piece.evidence.pk if piece else f'moi-{unit_id}'}",
        "crumbs": crumbs(
            (_("Evidence"), reverse("plans:evidence-list")),
            here=_("Change evidence") if piece else _("New evidence"),
        ),
    }  # fmt: skip
    return render(request, "plans/evidence_edit.html", context)


def _version(theirs: EvidenceInFull | None) -> int | None:
    return theirs.evidence.version if theirs else None


@transaction.atomic
def _saved(
    request: DeskRequest,
    made: forms.EvidenceForms,
    files: Sequence[StoredFile],
    *,
    unit_id: int,
    piece: EvidenceInFull | None,
) -> HttpResponse:
    draft = made.draft(files)
    common: dict[str, Any] = {"by": request.user, "at": request.at, "today": request.on}
    if piece is None:
        hands = may.evidence_hands(request.rights, unit_id)
        evidence = act.draft_evidence(draft, unit_id=unit_id, hands=hands, **common)
    else:
        version = made.main.cleaned_data["version"] or 0
        evidence = act.edit_evidence(piece.evidence.pk, draft, version=version, **common)
    if request.POST.get("viec") == "trinh":
        _hand_in(request, evidence)
    else:
        messages.success(request, _("Saved as a draft: %(title)s") % {"title": evidence.title})
    return HttpResponseRedirect(reverse("plans:evidence-detail", args=[evidence.pk]))


def _hand_in(request: DeskRequest, evidence: Evidence) -> None:
    """Hand it in; what is missing is said, the draft stays."""
    try:
        with transaction.atomic():
            act.submit_evidence(evidence.pk, by=request.user, at=request.at, today=request.on)
    except PlanRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("Handed in: %(title)s") % {"title": evidence.title})


def _kept_uploads(request: DeskRequest) -> tuple[list[StoredFile], list[str]]:
    """Uploads kept at once, so that a mistake elsewhere in the form does not cost them; and why some were not."""
    kept: list[StoredFile] = []
    refused: list[str] = []
    for upload in request.FILES.getlist("uploads"):
        try:
            with transaction.atomic():
                kept.append(store_file(upload, by=request.user, at=request.at))
        except FileRefused as refusal:
            refused.append(str(refusal))
    return kept, refused


def _choices(targets: Sequence[Target]) -> forms.Choices:
    """Targets under the heads of their groups; of several years, the year before them."""
    years = {target.task.plan.year for target in targets}
    found: dict[str, list[tuple[int, str]]] = {}
    for target in targets:
        group, task = target.task.group, target.task
        head = f"{group.order}. {group.title}"
        head = f"{task.plan.year}: {head}" if len(years) > 1 else head
        label = f"{group.order}.{task.order} {task.content} ({words.asked_by(target)})"
        found.setdefault(head, []).append((target.pk, label))
    return list(found.items())


def _files_on(made: forms.Rows, request: DeskRequest, piece: EvidenceInFull | None) -> None:
    """Hang the kept files on their rows. A number somebody made up is dropped: only one's own uploads and files that
    hang on this evidence count."""
    ids = {}
    for form in made.forms:
        raw = form.data.get(form.add_prefix("file_id")) if form.is_bound else form.initial.get("file_id")
        if (number := row_number(str(raw or ""))) is not None:
            ids[form.prefix] = number
    known = ask.kept_files(
        ids.values(), user_id=request.user.pk, evidence_id=piece.evidence.pk if piece else None
    )
    for form in made.forms:
        file = known.get(ids.get(form.prefix, 0))
        if isinstance(form, forms.ProofForm):
            form.file = file


def _sent(
    request: DeskRequest, piece: EvidenceInFull | None, targets: Sequence[Target]
) -> forms.EvidenceForms:
    credit_rows = forms.rows_class(forms.CreditForm, extra=0)
    proof_rows = forms.rows_class(forms.ProofForm, extra=0)
    made = forms.EvidenceForms(
        main=forms.EvidenceForm(request.POST, request.FILES),
        credits=credit_rows(request.POST, prefix=forms.CREDITS, form_kwargs={"choices": _choices(targets)}),
        proofs=proof_rows(request.POST, prefix=forms.PROOFS_PREFIX),
    )
    _files_on(made.proofs, request, piece)
    return made


def _again(
    request: DeskRequest,
    piece: EvidenceInFull | None,
    targets: Sequence[Target],
    files: Sequence[StoredFile],
    *,
    keep_errors: bool,
    version: int | None,
) -> forms.EvidenceForms:
    """The form as it was sent, with the files just kept as rows, and with one row more where one was asked for."""
    post = request.POST.copy()
    proofs = forms.sent_rows(post, forms.PROOFS_PREFIX, (*PROOF_NAMES, "remove"))
    proofs += [{"file_id": str(file.pk)} for file in files]
    credits = forms.sent_rows(post, forms.CREDITS, CREDIT_NAMES)
    asked = post.get("them", "")
    if version is not None:
        post["version"] = str(version)
    if not keep_errors:
        main = {name: post.get(name, "") for name in MAIN_NAMES}
        return _unbound(
            request, piece, targets, main, credits, proofs,
            extra=(int(asked == forms.CREDITS), int(asked == forms.PROOFS_PREFIX)),
        )  # fmt: skip
    for prefix, rows in ((forms.CREDITS, credits), (forms.PROOFS_PREFIX, proofs)):
        post[f"{prefix}-TOTAL_FORMS"] = str(max(len(rows), 1))
        for number, values in enumerate(rows):
            for name, value in values.items():
                post[f"{prefix}-{number}-{name}"] = value
    request.POST = post  # type: ignore[assignment]
    made = _sent(request, piece, targets)
    made.is_valid()
    return made


def _fresh(
    request: DeskRequest, piece: EvidenceInFull | None, targets: Sequence[Target]
) -> forms.EvidenceForms:
    if piece is None:
        task = request.GET.get("nhiem-vu", "")
        first = next((target.pk for target in targets if str(target.task_id) == task), None)
        credits: list[dict[str, Any]] = [{"target": first, "quantity": "1"}] if first else []
        return _unbound(request, None, targets, {"on": request.on}, credits, [], extra=(0 if first else 1, 1))
    evidence = piece.evidence
    main = {name: getattr(evidence, name) for name in MAIN_NAMES}
    credits = [
        {"target": one.target_id, "quantity": viet_number(one.quantity.normalize()), "item": one.item}
        for one in piece.chosen
    ]
    proofs = [{name: getattr(proof, name) for name in PROOF_NAMES} for proof in piece.proofs]
    return _unbound(request, piece, targets, main, credits, proofs, extra=(int(not credits), int(not proofs)))


def _unbound(
    request: DeskRequest,
    piece: EvidenceInFull | None,
    targets: Sequence[Target],
    main: dict[str, Any],
    credits: Sequence[dict[str, Any]],
    proofs: Sequence[dict[str, Any]],
    *,
    extra: tuple[int, int],
) -> forms.EvidenceForms:
    credit_rows = forms.rows_class(forms.CreditForm, extra=extra[0] or int(not credits))
    proof_rows = forms.rows_class(forms.ProofForm, extra=extra[1] or int(not proofs))
    made = forms.EvidenceForms(
        main=forms.EvidenceForm(initial=main),
        credits=credit_rows(
            initial=list(credits), prefix=forms.CREDITS, form_kwargs={"choices": _choices(targets)}
        ),
        proofs=proof_rows(initial=list(proofs), prefix=forms.PROOFS_PREFIX),
    )
    _files_on(made.proofs, request, piece)
    return made
