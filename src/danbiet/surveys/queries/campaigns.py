"""Questionnaires, surveys, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from danbiet.org.queries import ranking_groups_of, tree

from ..calc.questionnaire import Item as Counted
from ..calc.sampling import numbers_drawn
from ..calc.taking import Stratum
from ..enums import Layer, Stage
from ..models import Campaign, FileTaken, FrameRow, Invitation, Item, PaperForm, Questionnaire, Response
from ..storages import hashed

MOST_LISTED = 500_000  # people on one list


def stage_of(campaign: Campaign, *, on: date) -> Stage:
    """Where a survey stands on a day: by its days, and published once it is."""
    if campaign.published_at is not None:
        return Stage.PUBLISHED
    if on < campaign.from_on:
        return Stage.COMING
    return Stage.FIELD if on <= campaign.until_on else Stage.CLOSED


def questionnaires() -> list[Questionnaire]:
    """Every questionnaire with the number of its items (`item_total`), newest first."""
    return list(Questionnaire.objects.annotate(item_total=Count("items")))


def questionnaire_for(pk: int) -> Questionnaire | None:
    return Questionnaire.objects.filter(pk=pk).first()


def items_of(questionnaire_id: int) -> list[Item]:
    """The questions in order. One query."""
    return list(Item.objects.filter(questionnaire=questionnaire_id))


def counted_items(items: list[Item]) -> tuple[Counted, ...]:
    """Those that make the index."""
    return tuple(Counted(one.key, one.factor, one.weight) for one in items if one.layer == Layer.SATISFACTION)


def campaigns() -> list[Campaign]:
    """Every survey, with how many are to be asked (`wanted`) and how many units (`units`)."""
    return list(
        Campaign.objects.select_related("questionnaire").annotate(
            wanted=Sum("frame__sample"), units=Count("frame__unit", distinct=True)
        )
    )


def answered_by_campaign() -> dict[int, int]:
    """Responses of each survey."""
    return dict(Response.objects.values_list("campaign").annotate(count=Count("id")).order_by())


def campaign_for(pk: int) -> Campaign | None:
    """A survey with its questionnaire."""
    return Campaign.objects.select_related("questionnaire").filter(pk=pk).first()


def frame_of(campaign_id: int) -> list[FrameRow]:
    """Units and strata in order. One query."""
    return list(FrameRow.objects.filter(campaign=campaign_id))


def strata_of(frame: list[FrameRow]) -> list[Stratum]:
    return [Stratum(row.pk, row.code, row.name, row.stratum, row.key) for row in frame]


def drawn_in(row: FrameRow, *, seed: str) -> list[int]:
    """The numbers drawn of a stratum's list, a reserve behind them; none where the list would have more than 500,000 people: there is
    no such list, clusters are drawn first."""
    return (
        numbers_drawn(row.population, row.sample, seed=seed, stage=row.key)
        if row.population <= MOST_LISTED
        else []
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """A stratum and how far it is: responses, codes made, codes used."""

    row: FrameRow
    responses: int
    codes: int
    used: int


def progress_of(campaign_id: int) -> list[Progress]:
    """Every stratum. Three queries."""
    counts = dict(
        Response.objects.filter(campaign=campaign_id)
        .values_list("frame")
        .annotate(count=Count("id"))
        .order_by()
    )
    codes = {
        frame: (made, used)
        for frame, made, used in Invitation.objects.filter(frame__campaign=campaign_id)
        .values_list("frame")
        .annotate(made=Count("id"), used=Count("id", filter=Q(is_used=True)))
        .order_by()
    }
    return [Progress(row, counts.get(row.pk, 0), *codes.get(row.pk, (0, 0))) for row in frame_of(campaign_id)]


def is_begun(campaign_id: int) -> bool:
    """Whether codes were made or anybody answered: then the frame stays as it is."""
    return (
        Invitation.objects.filter(frame__campaign=campaign_id).exists()
        or Response.objects.filter(campaign=campaign_id).exists()
        or PaperForm.objects.filter(campaign=campaign_id).exists()
    )


def files_of(campaign_id: int) -> list[FileTaken]:
    """Files that were taken in, newest first, with who did."""
    return list(FileTaken.objects.filter(campaign=campaign_id).select_related("by"))


def file_like(campaign_id: int, digest: str) -> FileTaken | None:
    """The file of this digest, if it came before."""
    return FileTaken.objects.filter(campaign=campaign_id, digest=digest).select_related("by").first()


def papers_of(campaign_id: int) -> list[PaperForm]:
    """Forms on paper that wait for a second keying or a decision first, then the others; the newest 500."""
    rows = PaperForm.objects.filter(campaign=campaign_id).select_related("frame", "first_by", "second_by")
    return list(rows.order_by("-response", "-second_at", "number")[:500])


def paper_counts(campaign_id: int) -> dict[str, int]:
    """once: keyed once; differ: to be decided; done."""
    return PaperForm.objects.filter(campaign=campaign_id).aggregate(
        once=Count("id", filter=Q(second_at__isnull=True)),
        differ=Count("id", filter=Q(second_at__isnull=False, response__isnull=True)),
        done=Count("id", filter=Q(response__isnull=False)),
    )


def paper_for(pk: int) -> PaperForm | None:
    """A form on paper with survey, stratum and people."""
    return (
        PaperForm.objects.select_related("campaign__questionnaire", "frame", "first_by", "second_by")
        .filter(pk=pk)
        .first()
    )


@dataclass(frozen=True, slots=True)
class Invited:
    """What a code opens."""

    campaign: Campaign
    frame: FrameRow
    is_used: bool


def invited_by(code: str) -> Invited | None:
    """What a code (as `calc.codes.cleaned` gives it) opens; None for one that is none."""
    found = (
        Invitation.objects.select_related("frame__campaign__questionnaire")
        .filter(code_hash=hashed(code))
        .first()
    )
    return None if found is None else Invited(found.frame.campaign, found.frame, found.is_used)


def unit_choices(on: date) -> dict[str, int]:
    """Units a frame may name, by stable key, code and full name of that day."""
    units = tree(on)
    found: dict[str, int] = {}
    for unit in units:
        for name in (unit.key, unit.code, units.full_name(unit.id)):
            if name:
                found.setdefault(name, unit.id)
    return found


def candidates(year: int, on: date) -> list[tuple[str, str]]:
    """(stable key, full name) of the units that are ranked in a year and exist on the day: who usually is asked about."""
    units = tree(on)
    found = []
    for _group, unit_ids in ranking_groups_of(year):
        for unit_id in unit_ids:
            unit = units.get(unit_id)
            if unit is not None:
                found.append((unit.key, units.full_name(unit_id)))
    return found
