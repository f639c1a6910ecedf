"""The bundle of a round written from the database, checked, and only then published; with the final standings when they were asked for."""

from __future__ import annotations

import logging
import os
import time
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.kit.clock import milliseconds

from ..calc import receipt_paths, standing_files
from ..calc.bundle import BundleRefused, Closed, pack, write
from ..calc.pool import items_lines, read_items
from ..calc.reading import NotABundle
from ..calc.round_result import RoundResult
from ..calc.verify import Report, verify
from ..enums import PublicationKind, PublicationState, RoundState, VersionState
from ..models import ItemVersion, Publication, Round, RoundSecret, Winner
from ..queries import closing, entries
from ..queries.results import newest
from ..storages import contest_folder, publication_path, receipts_path, remove
from .alone import MAKING, alone
from .ending import move_on
from .noting import locked, wake
from .winning import names_of

log = logging.getLogger("danbiet.contests")
TELL_EVERY = 0.5  # seconds between two commits of progress
LAST_ATTEMPT = 3
MANY = 20_000  # entries from which a second process is worth its start
SHARES = {
    "mark": (0, 40),
    "rank": (45, 45),
    "check": (50, 90),
    "checked": (92, 92),
}  # percent at the beginning and end of a stage


class NotPublished(Exception):
    """Nothing is published; `words` say why."""

    def __init__(self, words: str, **details: object) -> None:
        super().__init__(words)
        self.words, self.details = words, details


def make_bundle(publication_id: int, *, at: datetime) -> bool:
    """Make the bundle that was asked for. Whether this call made it: not when it is done already or somebody else is at it.

    Killed half-way it begins again from nothing: files get their names last, and rows are kept after them.
    """
    with alone(MAKING, publication_id) as is_mine:
        if not is_mine:
            return False
        publication = Publication.objects.select_related("round__contest", "round__secret").get(
            pk=publication_id
        )
        if publication.state != PublicationState.MAKING:
            return False
        clock = _Clock(at)
        try:
            _attempt(publication)
            _make(publication, clock)
        except NotPublished as refusal:
            _fail(publication, refusal.words, **refusal.details)
        except (BrokenProcessPool, OSError):
            log.exception("bundle %s of round %s", publication.number, publication.round_id)
            _fail(publication, _("The machine had no room or memory left. Make some and ask again."))
        except Exception:  # told to who asked and kept in the log; the worker goes on with its next job
            log.exception("bundle %s of round %s", publication.number, publication.round_id)
            _fail(publication, _("The bundle could not be made because of an error in the system."))
        return True


class _Clock:
    """Now, by the clock that began the work."""

    def __init__(self, since: datetime) -> None:
        self._since, self._began = since, time.monotonic()

    def now(self) -> datetime:
        return self._since + timedelta(seconds=time.monotonic() - self._began)


class _Telling:
    """Commits how far a publication is, twice a second at most."""

    def __init__(self, publication: Publication, entries_: int) -> None:
        self._row, self._all, self._told = publication, max(entries_, 1), 0.0
        self.is_checking = False

    def __call__(self, stage: str, done: int) -> None:
        now = time.monotonic()
        if now - self._told < TELL_EVERY:
            return
        self._told = now
        name = {"mark": "check", "rank": "checked"}[stage] if self.is_checking else stage
        first, last = SHARES[name]
        percent = first + (last - first) * min(done, self._all) // self._all
        Publication.objects.filter(pk=self._row.pk, state=PublicationState.MAKING).update(progress=percent)


def _attempt(publication: Publication) -> None:
    """Count the beginnings: what kills the process each time is not tried for ever."""
    begun = publication.figures.get("attempts", 0) + 1
    if begun > LAST_ATTEMPT:
        raise NotPublished(_("It was begun three times and never finished. Ask again, or look into the log."))
    publication.figures = {**publication.figures, "attempts": begun}
    publication.progress = 0
    publication.save(update_fields=["figures", "progress"])


def _make(publication: Publication, clock: _Clock) -> None:
    one = publication.round
    basis, closed = closing.basis(one), closing.closed_of(one)
    folder = f"{one.contest.key}/{one.key}/bundle-{publication.number}"
    target = publication_path(folder)
    making = target.with_name(f".{target.name}")
    zipped = target.with_suffix(".zip")
    for left in (making, target, zipped, receipts_path(folder)):
        remove(left)
    whole = entries.entry_count(one)
    tell = _Telling(publication, whole)
    processes = min(2, os.cpu_count() or 1) if whole >= MANY else 1
    try:
        result = write(making, closed, entries.entry_lines(one), processes=processes, progress=tell)
    except BundleRefused as refusal:
        remove(making)
        faults = [[one.participant, one.attempt, one.code] for one in refusal.faults]
        raise NotPublished(
            _("Entries cannot stand as they are kept: %(why)s") % {"why": refusal}, faults=faults
        ) from refusal
    tell.is_checking = True
    report = _checked(making, processes, tell)
    pack(making, making.with_suffix(".zip"))
    final = _final_of(publication)
    if final is not None:
        _hold_winners(one, result)
    receipt_paths.write(making, receipts_path(folder))
    drawn = [item.id for item, _salt in read_items((making / "items.jsonl").read_bytes())]
    making.with_suffix(".zip").rename(zipped)
    making.rename(target)
    if final is not None:
        _write_final(final, closed, result, clock)
    _publish(publication, final, report, folder=folder, drawn=drawn, basis=basis, at=clock.now())


def _checked(folder: Path, processes: int, tell: _Telling) -> Report:
    """What verification says of the files as they lie there; NotPublished when anything does not agree."""
    try:
        report = verify(folder, processes=processes, progress=tell)
    except NotABundle as error:
        raise NotPublished(_("The bundle cannot be read back: %(why)s") % {"why": error}) from error
    if not report.is_sound:
        said = [f"{one.code} {one.where}" for one in report.findings.kept]
        raise NotPublished(_("The bundle does not agree with itself; nothing was published."), findings=said)
    return report


def _final_of(bundle: Publication) -> Publication | None:
    """The final result that waits for this bundle."""
    return bundle.round.publications.filter(
        kind=PublicationKind.FINAL, state=PublicationState.MAKING, figures__bundle=bundle.number
    ).first()


def _hold_winners(one: Round, result: RoundResult) -> None:
    kept = {(row.prize, row.group, name, row.is_shared) for row, name in names_of(one)}
    counted = {(row.prize, row.of, row.winner, row.is_shared) for row in result.winners}
    if kept != counted or Winner.objects.filter(round=one, confirmed_at=None).exists():
        raise NotPublished(
            _("The winners have changed while the result was being made. Look at them and publish again.")
        )


def _write_final(final: Publication, closed: Closed, result: RoundResult, clock: _Clock) -> None:
    one = final.round
    folder = publication_path(f"{one.contest.key}/{one.key}/final-{final.number}")
    remove(folder)
    told = standing_files.Telling(
        closed.rules, one.key, milliseconds(clock.now()), is_final=True,
        unit_names={unit.unit: unit.name for unit in closed.units},
    )  # fmt: skip
    standing_files.write(folder, result, told)


def _publish(
    publication: Publication, final: Publication | None, report: Report, *, folder: str, drawn: list[str], basis: str, at: datetime
) -> None:  # fmt: skip
    one = publication.round
    figures = {
        "entries": report.entries, "fingerprint": report.fingerprint, "basis": basis,
        "people": sum(part.participants for part in report.figures.values()),
    }  # fmt: skip
    with transaction.atomic():
        Round.objects.select_for_update(no_key=True).get(
            pk=one.pk
        )  # the round before the contest, as everywhere
        contest = locked(one.contest_id)
        Publication.objects.filter(pk=publication.pk, state=PublicationState.MAKING).update(
            state=PublicationState.READY,
            progress=100,
            folder=folder,
            root=report.root,
            figures=figures,
            made_at=at,
        )
        if final is not None:
            Publication.objects.filter(pk=final.pk).update(
                state=PublicationState.READY, progress=100, root=report.root, made_at=at,
                folder=f"{contest.key}/{one.key}/final-{final.number}",
                figures={**figures, "bundle": publication.number, "basis": basis},
            )  # fmt: skip
            Round.objects.filter(pk=one.pk).exclude(state=RoundState.FINAL).update(state=RoundState.FINAL)
            move_on(contest)
        RoundSecret.objects.filter(round=one, revealed_at=None).update(revealed_at=at)
        shown = ItemVersion.objects.filter(item__contest=contest, state=VersionState.FROZEN)
        if _all_have_bundles(one):
            _write_bank(one)
            shown.update(state=VersionState.REVEALED)
        else:
            shown.filter(item__key__in=drawn).update(state=VersionState.REVEALED)
        wake(contest)


def _all_have_bundles(one: Round) -> bool:
    """Whether the bundle of every round is published: then nothing in the bank is secret any more."""
    return all(
        newest(row, PublicationKind.BUNDLE) is not None
        for row in Round.objects.filter(contest_id=one.contest_id)
    )


def _write_bank(one: Round) -> None:
    """All items with their salts, as items.jsonl has those that were drawn."""
    folder = contest_folder(one.contest.key)
    making = folder / ".bank.jsonl"
    making.write_bytes(items_lines(closing.items_of(one.contest)))
    making.rename(folder / "bank.jsonl")


def _fail(publication: Publication, words: str, **details: object) -> None:
    with transaction.atomic():
        failed = {"words": words, **details}
        for row in filter(None, (publication, _final_of(publication))):
            row.state, row.figures = PublicationState.FAILED, {**row.figures, **failed}
            row.save(update_fields=["state", "figures"])
