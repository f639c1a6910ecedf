"""Documents made in the background, and the Word templates of the office."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app as jobs

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.media.actions import FileRefused, store_file
from danbiet.media.enums import DOCUMENTS, WORD

from .enums import RunState
from .models import OfficeTemplate, Run
from .queries import PLAN_TEMPLATE, TEMPLATE_KEYS, runs_before, runs_in_hand
from .registry import RUN_JOB, CannotMake, Made, document_kind
from .render import ProblemCode, TemplateProblem, check_template
from .render.pdf import NoPdf, pdf_of
from .render.samples import sample_plan, sample_report

__all__ = [
    "FileRefused",
    "TemplateRefused",
    "forget_runs",
    "pass_on_runs",
    "perform_run",
    "request_run",
    "revive_stalled",
    "use_template",
    "word_or_pdf",
]
log = logging.getLogger("danbiet.exports")
SILENCE = timedelta(seconds=45)  # a run that gave no sign of life for so long has lost its worker
LAST_ATTEMPT = 3
TELL_EVERY = 0.3  # seconds between two commits of progress
UNFINISHED = (RunState.QUEUED, RunState.RUNNING)


def word_or_pdf(word: bytes, form: str) -> bytes:
    """A Word file as it is, or as PDF where the form is "pdf"; CannotMake where none can be made here."""
    if form != "pdf":
        return word
    try:
        return pdf_of(word)
    except NoPdf as error:
        raise CannotMake(_("No PDF can be made here: LibreOffice is missing. Take the Word file.")) from error


@transaction.atomic
def request_run(
    kind: str, *, parameters: Mapping[str, Any], title: str, by: User | None, at: datetime
) -> Run:
    """Ask for a document; it is made by the background job as soon as this transaction is kept.

    The same document asked for twice by one person while the first is unfinished is the same run. An unknown kind is
    a programmer's error (KeyError).
    """
    if document_kind(kind) is None:
        raise KeyError(kind)
    same = Run.objects.filter(
        report=kind, parameters=dict(parameters), requested_by=by, state__in=UNFINISHED
    ).first()
    if same is not None:
        return same
    run = Run.objects.create(
        report=kind, parameters=dict(parameters), title=title, requested_by=by, requested_at=at, seen_at=at
    )
    _defer(run.pk)
    return run


def perform_run(run_id: int, *, at: datetime, on: date) -> None:
    """Make the document of a waiting run. Does nothing when somebody else has it or it is finished.

    Progress is committed as it goes; the file and "done" come in one transaction, so a killed run leaves no half file.
    """
    run = _claimed(run_id, at=at)
    if run is None:
        return
    progress = _Progress(run, since=at)
    try:
        kind = document_kind(run.report)
        if kind is None:
            raise CannotMake(_("This kind of document is no longer offered."))
        _finished(run, kind.make(run.parameters, on, progress), progress=progress)
    except CannotMake as refusal:
        _failed(run, str(refusal), at=progress.moment())
    except Exception:
        # whatever went wrong is told to who asked and kept in the log; the worker goes on with the next document
        log.exception("run %s (%s) failed", run.pk, run.report)
        words = _("The document could not be made because of an error in the system.")
        _failed(run, words, at=progress.moment())


def revive_stalled(*, at: datetime) -> int:
    """Queue again what has lost its worker; after three attempts it fails and says so. Returns how many were stalled."""
    # The clock of a demonstration goes back at midnight: a sign of life from the future is as old as one from the past.
    silent = Q(seen_at__lt=at - SILENCE) | Q(seen_at__gt=at + SILENCE) | Q(seen_at__isnull=True)
    stalled = 0
    with transaction.atomic():
        runs = Run.objects.select_for_update(no_key=True, skip_locked=True).filter(
            silent, state__in=UNFINISHED
        )
        for run in runs:
            stalled += 1
            if run.attempts >= LAST_ATTEMPT:
                _failed(run, _("The document was begun three times and never finished."), at=at)
                continue
            run.state, run.seen_at = RunState.QUEUED, at
            run.save(update_fields=["state", "seen_at"])
            _defer(run.pk)
    return stalled


def forget_runs(*, before: datetime) -> int:
    """Delete documents asked for before the moment; their files go with the next sweep of files nothing refers to. Safe to repeat."""
    return runs_before(before).delete()[0]


def pass_on_runs(user_id: int, to: User, by: User, at: datetime) -> int:
    """Documents somebody asked for that are being made or can be fetched go to a successor, who fetches those they may have
    themselves. In the caller's transaction."""
    with transaction.atomic():
        rows = list(runs_in_hand(user_id).select_for_update(no_key=True, of=("self",)))
        for run in rows:
            run.requested_by = to
            run.save(update_fields=["requested_by"])
            record(
                "exports.run_passed_on", by=by, at=at, kind="run", object_id=run.pk, title=run.title, from_id=user_id,
                to_id=to.pk, to=to.full_name,
            )  # fmt: skip
    return len(rows)


def _defer(run_id: int) -> None:
    jobs.configure_task(RUN_JOB).defer(run_id=run_id)


@transaction.atomic
def _claimed(run_id: int, *, at: datetime) -> Run | None:
    run = Run.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=run_id).first()
    if run is None or run.state != RunState.QUEUED:
        return None
    run.state = RunState.RUNNING
    run.started_at = run.seen_at = at
    run.attempts += 1
    run.done_count = run.total_count = 0
    run.save(update_fields=["state", "started_at", "seen_at", "attempts", "done_count", "total_count"])
    return run


class _Progress:
    """Commits how far a run is, a few times a second at most."""

    def __init__(self, run: Run, *, since: datetime) -> None:
        self._run = run
        self._since = since
        self._began = self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told < TELL_EVERY and 0 < done < total:
            return
        self._told = now
        _mine(self._run).update(done_count=done, total_count=total, seen_at=self.moment())

    def moment(self) -> datetime:
        """Now, by the clock that began the run."""
        return self._since + timedelta(seconds=time.monotonic() - self._began)


def _mine(run: Run) -> Any:
    """The run as long as nobody else took it over."""
    return Run.objects.filter(pk=run.pk, state=RunState.RUNNING, attempts=run.attempts)


def _finished(run: Run, made: Made, *, progress: _Progress) -> None:
    with transaction.atomic():
        if not _mine(run).select_for_update(no_key=True).exists():
            return  # revived elsewhere while this one was thought dead
        at = progress.moment()
        file = store_file(
            ContentFile(made.content, name=made.name), by=run.requested_by, at=at, allowed=DOCUMENTS
        )
        _mine(run).update(state=RunState.DONE, file_id=file.pk, finished_at=at)


def _failed(run: Run, words: str, *, at: datetime) -> None:
    rows = Run.objects.filter(pk=run.pk, attempts=run.attempts, state__in=UNFINISHED)
    rows.update(state=RunState.FAILED, failure=words, finished_at=at)


PROBLEMS: dict[ProblemCode, str | Promise] = {
    ProblemCode.NOT_DOCX: gettext_lazy("The file is no Word document (.docx)."),
    ProblemCode.PASSWORD_OR_OLD: gettext_lazy(
        "The file is protected by a password or in the old format (.doc)."
    ),
    ProblemCode.TOO_LARGE: gettext_lazy("The template is too large."),
    ProblemCode.DAMAGED: gettext_lazy("The file is damaged."),
    ProblemCode.MACROS: gettext_lazy("The template holds macros."),
    ProblemCode.ACTIVE_CONTENT: gettext_lazy("The template holds programs or embedded objects."),
    ProblemCode.EXTERNAL_CONTENT: gettext_lazy("The template pulls in parts from elsewhere."),
    ProblemCode.SYNTAX: gettext_lazy("A placeholder is written wrongly."),
    ProblemCode.UNKNOWN_PLACEHOLDER: gettext_lazy("There is no such placeholder."),
    ProblemCode.REFUSED_CONSTRUCT: gettext_lazy("This is not allowed in a template."),
    ProblemCode.MISSING_PLACEHOLDER: gettext_lazy(
        "A placeholder without which content would be lost is missing."
    ),
    ProblemCode.TABLE_NOT_ALONE: gettext_lazy(
        "The placeholder of a table must stand alone in its paragraph."
    ),
    ProblemCode.RENDER_FAILED: gettext_lazy("The template could not be filled in."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template, in words, and the place or words at fault."""

    words: str
    detail: str


class TemplateRefused(Exception):
    """The uploaded template cannot be used; `problems` says all that must be mended."""

    def __init__(self, problems: list[TemplateProblem]) -> None:
        super().__init__("; ".join(problem.code for problem in problems))
        self.problems = [Problem(str(PROBLEMS[one.code]), one.detail) for one in problems]


@transaction.atomic
def use_template(key: str, upload: File[bytes], *, by: User | None, at: datetime) -> OfficeTemplate:
    """Use an edited template from now on. Refused with nothing changed: FileRefused (no clean Word file),
    TemplateRefused (placeholders unknown, wrong or missing, found by filling in a sample)."""
    if key not in TEMPLATE_KEYS:
        raise KeyError(key)
    file = store_file(upload, by=by, at=at, allowed=WORD)
    with file.content.open("rb") as content:
        data = content.read()
    problems = check_template(data, sample=sample_plan() if key == PLAN_TEMPLATE else sample_report())
    if problems:
        raise TemplateRefused(problems)
    _in_use(key).update(is_active=False)
    made = OfficeTemplate.objects.create(key=key, file=file, uploaded_by=by, uploaded_at=at)
    record(
        "exports.template_replaced",
        by=by,
        at=at,
        kind="template",
        object_id=made.pk,
        title=key,
        file=file.name,
    )
    return made


@transaction.atomic
def use_shipped_template(key: str, *, by: User | None, at: datetime) -> int:
    """Go back to the shipped template. Returns how many own ones were put aside (0: it was in use already)."""
    count: int = _in_use(key).update(is_active=False)
    if count:
        record("exports.template_shipped", by=by, at=at, kind="template", title=key)
    return count


def _in_use(key: str) -> Any:
    return OfficeTemplate.objects.filter(key=key, is_active=True)
