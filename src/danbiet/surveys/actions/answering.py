"""Answers come in: by code, from files, from paper keyed twice. Every way ends in a `Response` that names nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.org.queries import Rights

from .. import permissions as may
from ..calc.codes import new_codes
from ..calc.skipping import without_skipped
from ..calc.taking import Answered
from ..enums import Channel, Stage
from ..models import Campaign, FileTaken, FrameRow, Invitation, PaperForm, Response
from ..queries import campaigns as ask
from ..storages import hashed
from .noting import held_campaign, must, note
from .quotas import hold_quotas
from .refusals import BadValue, CodeRefused, NotAllowed, NotNow

MOST_CODES = 2_000  # of one sheet
BATCH = 5_000
Answers = Sequence[int | None]


@transaction.atomic
def make_codes(
    campaign_id: int, frame_id: int, count: int, *, rights: Rights, on: date, at: datetime, by: User
) -> list[str]:
    """New codes of a stratum. They are handed out here once; what stays is a keyed hash. BadValue for a stratum of another survey."""
    campaign = held_campaign(campaign_id)
    must(may.may_code(rights, campaign, stage=ask.stage_of(campaign, on=on)), _("Codes are not made now."))
    row = _row_of(campaign, frame_id)
    if not 1 <= count <= MOST_CODES:
        raise BadValue(_("Between 1 and %(most)s codes at a time.") % {"most": MOST_CODES}, field="count")
    codes = new_codes(count)
    Invitation.objects.bulk_create(
        Invitation(frame=row, code_hash=hashed(code), made_at=at) for code in codes
    )
    note("codes_made", campaign, by=by, at=at, stratum=row.key, count=count)
    return codes


@transaction.atomic
def answer_by_code(code: str, answers: Answers, *, seconds: int | None, on: date) -> None:
    """One person's answers. CodeRefused for a code that is none or was used: of two who send one at once the database lets one through.

    NotNow outside the days of the survey; BadValue where nothing was answered. No record is kept: it would say when.
    """
    row = FrameRow.objects.select_related("campaign").filter(invitations__code_hash=hashed(code)).first()
    if row is None:
        raise CodeRefused(_("There is no such code."))
    if ask.stage_of(row.campaign, on=on) != Stage.FIELD:
        raise NotNow(_("This survey does not take answers today."))
    if not any(answers):
        raise BadValue(_("Please answer at least one question."))
    if not Invitation.objects.filter(code_hash=hashed(code), is_used=False).update(is_used=True):
        raise CodeRefused(_("This code has been used: each one counts once."))
    _keep(row.campaign, row, answers, channel=Channel.CODE, on=on, seconds=seconds)


def _keep(
    campaign: Campaign, row: FrameRow, answers: Answers, *, channel: Channel, on: date, seconds: int | None = None,
    cluster: str = "", by: User | None = None,
) -> Response:  # fmt: skip
    items = ask.items_of(campaign.questionnaire_id)
    told = without_skipped([item.rule for item in items], answers)
    hold_quotas(campaign, items, [told])
    return Response.objects.create(
        campaign=campaign, frame=row, cluster=cluster, answers=told, channel=channel, taken_on=on, seconds=seconds,
        entered_by=by,
    )  # fmt: skip


@transaction.atomic
def take_in_file(
    campaign_id: int, rows: Sequence[Answered], *, name: str, data: bytes, rights: Rights, on: date, at: datetime, by: User
) -> FileTaken:  # fmt: skip
    """Take in the responses of a file (`calc.taking.responses_in` read them without a fault): all of them or none.

    NotNow when the same file came before, or the survey does not take files now; QuotaFull when it holds more of a group than are let in.
    """
    campaign = held_campaign(campaign_id)
    must(
        may.may_take_in(rights, campaign, stage=ask.stage_of(campaign, on=on)),
        _("Files of answers are not taken in now."),
    )
    digest = digest_of(data)
    before = ask.file_like(campaign_id, digest)
    if before is not None:
        raise NotNow(same_file(before))
    hold_quotas(campaign, ask.items_of(campaign.questionnaire_id), [one.answers for one in rows])
    made = FileTaken.objects.create(
        campaign=campaign, name=name[-200:], digest=digest, rows=len(rows), at=at, by=by
    )
    Response.objects.bulk_create(
        (
            Response(
                campaign=campaign, frame_id=one.frame, cluster=one.cluster, weight=one.weight, answers=list(one.answers),
                channel=Channel.FILE, taken_on=one.day or min(on, campaign.until_on), seconds=one.seconds, entered_by=by, file=made,
            )
            for one in rows
        ),
        batch_size=BATCH,
    )  # fmt: skip
    note("file_taken_in", campaign, by=by, at=at, file=made.name, rows=len(rows), digest=digest)
    return made


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def same_file(before: FileTaken) -> str:
    """What is said of a file that came before."""
    return _("The same file was taken in on %(day)s by %(who)s (%(rows)s rows): nothing was taken in again.") % {
        "day": f"{before.at:%d/%m/%Y}", "who": before.by.full_name, "rows": before.rows,
    }  # fmt: skip


@transaction.atomic
def drop_file(file_id: int, *, reason: str, rights: Rights, on: date, at: datetime, by: User) -> int:
    """Take the responses of a file back, all of them, while the survey is not published; how many."""
    made = FileTaken.objects.get(pk=file_id)
    campaign = held_campaign(made.campaign_id)
    must(may.may_take_in(rights, campaign, stage=ask.stage_of(campaign, on=on)))
    count, _tables = Response.objects.filter(file=made).delete()
    note("file_taken_back", campaign, by=by, at=at, reason=reason, file=made.name, rows=count)
    made.delete()
    return count


@transaction.atomic
def key_paper(
    campaign_id: int, number: str, frame_id: int, answers: Answers, *, cluster: str = "", rights: Rights, on: date, at: datetime,
    by: User,
) -> PaperForm:  # fmt: skip
    """Key a form on paper, the first or the second time. Alike in everything, the two make a response at once.

    NotNow when it was keyed twice already; NotAllowed for the second time by the same person; BadValue when the two name different strata.
    """
    campaign = held_campaign(campaign_id)
    must(
        may.may_key(rights, campaign, stage=ask.stage_of(campaign, on=on)),
        _("Forms on paper are not keyed now."),
    )
    row = _row_of(campaign, frame_id)
    if not any(answers):
        raise BadValue(_("Please answer at least one question."))
    found = PaperForm.objects.select_for_update(no_key=True).filter(campaign=campaign, number=number).first()
    if found is None:
        return PaperForm.objects.create(
            campaign=campaign, number=number, frame=row, cluster=cluster, first=list(answers), first_by=by, first_at=at
        )  # fmt: skip
    if found.second_at is not None:
        raise NotNow(_("The form %(number)s was keyed twice already.") % {"number": number})
    if found.first_by_id == by.pk:
        raise NotAllowed(
            _("You keyed the form %(number)s yourself: the second time is somebody else's.")
            % {"number": number}
        )
    if (found.frame_id, found.cluster) != (row.pk, cluster):
        raise BadValue(
            _("The first keying of this number says another unit, stratum or cluster: look at the paper."), field="frame"
        )  # fmt: skip
    found.second, found.second_by, found.second_at = list(answers), by, at
    if found.first == found.second:
        found.response = _keep(
            campaign, row, answers, channel=Channel.PAPER, on=_paper_day(campaign, on), cluster=cluster, by=by
        )
    found.save(update_fields=["second", "second_by", "second_at", "response"])
    return found


@transaction.atomic
def decide_paper(
    paper_id: int, answers: Answers, *, rights: Rights, on: date, at: datetime, by: User
) -> PaperForm:
    """The third decision where two keyings differ: what stands on the paper. Where they agree nothing else is taken (BadValue)."""
    found = PaperForm.objects.select_for_update(no_key=True).get(pk=paper_id)
    campaign = held_campaign(found.campaign_id)
    must(
        may.may_take_in(rights, campaign, stage=ask.stage_of(campaign, on=on)),
        _("The reform office decides where two keyings differ."),
    )
    if found.second is None or found.response_id is not None:
        raise NotNow(_("There is nothing to decide about this form."))
    agreed = [one if one == two else Ellipsis for one, two in zip(found.first, found.second, strict=True)]
    if len(answers) != len(agreed) or any(
        one is not Ellipsis and one != said for one, said in zip(agreed, answers, strict=True)
    ):
        raise BadValue(_("Only what differs is decided."))
    row = FrameRow.objects.get(pk=found.frame_id)
    found.response = _keep(
        campaign, row, answers, channel=Channel.PAPER, on=_paper_day(campaign, on), cluster=found.cluster, by=by
    )  # fmt: skip
    found.decided_by = by
    found.save(update_fields=["response", "decided_by"])
    note("paper_decided", campaign, by=by, at=at, number=found.number)
    return found


def _paper_day(campaign: Campaign, on: date) -> date:
    """Forms keyed after the last day were filled in before it."""
    return min(on, campaign.until_on)


def _row_of(campaign: Campaign, frame_id: int) -> FrameRow:
    row = FrameRow.objects.filter(campaign=campaign, pk=frame_id).first()
    if row is None:
        raise BadValue(_("This stratum is not in the survey."), field="frame")
    return row
