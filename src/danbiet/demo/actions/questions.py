"""A year of questions, each through the ordinary actions on its own days: taken in, handed on, answered, rated, some still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.kit.clock import local
from danbiet.kit.workdays import Calendar
from danbiet.org.queries import Tree, tree, working_calendar
from danbiet.questions.actions import answering, asking, identity, intake, noting, parts, setup, working
from danbiet.questions.actions.loading import settle_notices

from ..calc.asked import FIELDS, all_asked
from ..calc.asking import KHMER, Story, stories
from .moments import moment
from .plans import staff

DISTRICTS = ("941", "942", "943", "944", "945", "946", "947", "948", "949", "950", "951")
LIMITS = (  # channel, field, working days, on what it rests
    ("", "", "10", "Quy chế chuyên mục “Dân hỏi – Chính quyền trả lời” năm 2021"),
    ("hotline", "", "5", "Quy chế chuyên mục, Điều 7"),
    ("", "dich-benh", "2", "Công văn về trả lời kiến nghị trong phòng, chống dịch"),
    ("", "dat-dai", "15", "Quy chế chuyên mục, Điều 7"),
    ("", "mot-cua", "5", "Quy chế chuyên mục, Điều 7"),
)
CALLED_FROM = timedelta(days=4)  # what was noted since then waits for the desk


@dataclass(frozen=True, slots=True)
class Hall:
    """Who takes part, and the moments questions move at."""

    units: Tree
    calendar: Calendar
    desk: User
    heads: dict[int, User]
    officers: dict[int, User]
    topics: dict[str, int]
    now: datetime

    def unit_id(self, code: str) -> int:
        unit = self.units.by_code(code)
        if unit is None:
            raise LookupError(f"no unit {code} on {self.units.on}")
        return unit.id

    def after(self, at: datetime, days: int, dice: Random) -> datetime:
        """So many working days later in office hours, never after now."""
        on = self.calendar.add(local(at).date(), days).due_on if days else local(at).date()
        later = moment(on, hour=dice.randint(7, 16), minute=dice.randint(0, 59))
        return min(max(later, at + timedelta(minutes=20)), self.now - timedelta(minutes=5))


def load_questions(*, today: date) -> str:
    """Fields, limits, and every question up to today. What askers were told of long ago is not sent again."""
    hall = _hall(today)
    told = list(stories(today))
    published: list[int] = []
    for story in told:
        _play(story, hall, published)
    settle_notices(before=hall.now - CALLED_FROM)
    return ngettext("%(count)s question", "%(count)s questions", len(told)) % {"count": len(told)}


def _hall(today: date) -> Hall:
    units = tree(date(today.year, 1, 26))
    office, desk = User.objects.get(username="sonoivu"), User.objects.get(username="tiepnhan")
    at = moment(date(today.year, 1, 11))
    codes = {one.agency for one in all_asked()} | set(DISTRICTS)
    found = staff([unit.id for code in codes if (unit := units.by_code(code))], on=units.on)
    topics = {}
    for order, (key, name, code, _texts) in enumerate(FIELDS, start=1):
        unit = units.by_code(code)
        made = setup.save_topic(
            None, name=name, hint="", unit_id=unit.id if unit else None, order=order, is_active=True, by=office, at=at
        )  # fmt: skip
        topics[key] = made.pk
    for channel, field, days, basis in LIMITS:
        setup.save_limit(
            None, channel=channel, topic_id=topics.get(field), working_days=Decimal(days), basis=basis, by=office, at=at
        )  # fmt: skip
    return Hall(
        units,
        working_calendar(),
        desk,
        dict(found.heads),
        dict(found.officers),
        topics,
        moment(today, hour=10),
    )


def _play(story: Story, hall: Hall, published: list[int]) -> None:
    dice = Random(f"{story.asked.key} {story.on}")  # noqa: S311 - invented data
    at = moment(
        story.on,
        hour=dice.randint(7, 9 if story.on == local(hall.now).date() else 20),
        minute=dice.randint(0, 59),
    )
    pk = _ask(story, hall, at=min(at, hall.now), dice=dice)
    if story.fate in ("new", "mailbox"):
        return
    at = hall.after(at, dice.choice((0, 0, 1)), dice)
    if _ends_at_the_desk(story, pk, hall, published, at=at):
        return
    lead = _lead(story, hall, dice)
    identity_words = _look_at_masking(story, pk, hall, at=at)
    intake.route(pk, unit_id=lead, note="", by=hall.desk, at=at, version=identity_words)
    if story.fate == "routed":
        return
    _work(story, pk, lead, hall, published, at=hall.after(at, 1, dice), dice=dice)


def _ask(story: Story, hall: Hall, *, at: datetime, dice: Random) -> int:
    is_spoken = story.channel in ("phone", "paper", "hotline", "conversation")
    district = hall.unit_id(dice.choice(DISTRICTS))
    draft = asking.AskDraft(
        subject=story.asked.subject, text=story.text, name=story.name, phone=story.phone, email=story.email,
        original=KHMER if story.channel == "conversation" else "", channel=story.channel,
        language="km" if story.channel == "conversation" else "vi",
        topic_id=None if story.channel == "mailbox" else hall.topics[story.asked.field], place_id=district,
        may_publish=story.fate not in ("private",), may_air=story.may_air and story.fate != "private",
    )  # fmt: skip
    return int(asking.ask(draft, by=hall.desk if is_spoken else None, at=at).pk)


def _look_at_masking(story: Story, pk: int, hall: Hall, *, at: datetime) -> int:
    """The desk accepts and looks at what masking proposed; gives the version to go on with."""
    question = intake.accept(pk, by=hall.desk, at=at)
    question = identity.describe(
        pk, topic_id=hall.topics[story.asked.field], by=hall.desk, at=at, version=question.version
    )
    question = identity.set_masked(
        pk, subject=question.subject, text=question.text, by=hall.desk, at=at, version=question.version
    )
    return int(question.version)


def _ends_at_the_desk(story: Story, pk: int, hall: Hall, published: list[int], *, at: datetime) -> bool:
    """What never reaches an agency, and what still lies at the desk."""
    by, fate = hall.desk, story.fate
    if fate == "refused":
        intake.refuse(
            pk,
            Random(story.name).choice(("complaint", "denunciation", "content", "other_place")),  # noqa: S311 - invented data
            by=by,
            at=at,
        )
    elif fate == "duplicate" and published:
        intake.mark_duplicate(pk, published[-1], by=by, at=at)
    elif fate == "withdrawn":
        asking.withdraw(pk, by=None, at=at)
    elif fate == "accepted":
        intake.accept(pk, by=by, at=at)
    elif fate == "info_wanted":
        intake.want_info(
            pk, "Xin cho biết số thửa, tờ bản đồ hoặc số giấy hẹn để chúng tôi kiểm tra.", by=by, at=at
        )
    else:
        return False
    return True


def _lead(story: Story, hall: Hall, dice: Random) -> int:
    code = dice.choice(DISTRICTS) if story.has_district else story.asked.agency
    if story.fate in ("in_work", "overdue", "in_approval") and dice.random() < 0.4:
        code = dice.choice(("943", "STP"))  # the accounts one signs in with have something to do
    return hall.unit_id(code)


def _work(
    story: Story, pk: int, lead: int, hall: Hall, published: list[int], *, at: datetime, dice: Random
) -> None:
    officer, head, fate = hall.officers[lead], hall.heads[lead], story.fate
    if fate == "sent_back":
        working.send_back(
            pk, "Nội dung thuộc thẩm quyền của UBND huyện, đề nghị chuyển lại.", by=officer, at=at
        )
        return
    working.take(pk, by=officer, at=at)
    if story.has_parts:
        _contribute(story, pk, lead, hall, at=at, dice=dice)
    if fate == "paused":
        intake.pause(pk, "Chờ Bộ, ngành trung ương hướng dẫn.", by=hall.desk, at=hall.after(at, 2, dice))
    elif fate == "extended":
        working.extend(pk, Decimal(5), "Cần kiểm tra thực tế tại xã.", by=officer, at=hall.after(at, 3, dice))
    elif fate == "overdue":
        working.update(
            pk,
            "Đơn vị đang xác minh tại cơ sở, sẽ trả lời trong thời gian sớm nhất.",
            by=officer,
            at=hall.after(at, 6, dice),
        )
    if fate in ("in_work", "overdue", "extended", "paused", "parts_open", "merged"):
        if fate == "in_work" and dice.random() < 0.5:
            answering.save_answer(
                pk,
                f"<p>{story.asked.answer}</p>",
                by=officer,
                at=hall.now - timedelta(hours=2),
                version=_version(pk),
            )
        return
    days = (
        dice.randint(9, 14)
        if story.is_late
        else dice.randint(1, 2 if story.asked.field in ("dich-benh", "mot-cua") else 6)
    )
    at = hall.after(at, days, dice)
    answering.save_answer(pk, _letter(story.asked.answer), by=officer, at=at, version=_version(pk))
    answering.submit(pk, by=officer, at=at, version=_version(pk))
    if fate == "in_approval":
        return
    at = hall.after(at, 1, dice)
    if fate == "returned":
        answering.return_answer(
            pk, "Bổ sung căn cứ pháp lý và thời hạn cụ thể.", by=head, at=at, version=_version(pk)
        )
        return
    answering.approve(pk, is_public=fate != "private", by=head, at=at, version=_version(pk))
    if fate != "private":
        published.append(pk)
    _afterwards(story, pk, lead, hall, at=at, dice=dice)


def _afterwards(story: Story, pk: int, lead: int, hall: Hall, *, at: datetime, dice: Random) -> None:
    if story.fate == "rated":
        asking.rate(pk, story.stars, story.reason, at=hall.after(at, 2, dice))
    if not story.fate.startswith("reopened"):
        return
    at = hall.after(at, 3, dice)
    asking.rate(pk, 2, "Chưa trả lời đúng trường hợp của tôi.", at=at)
    asking.reopen(pk, "Trường hợp của tôi là đất do cha mẹ để lại, xin trả lời cụ thể hơn.", at=at)
    if story.fate == "reopened_open":
        return
    at = hall.after(at, 3, dice)
    officer, head = hall.officers[lead], hall.heads[lead]
    again = _letter(
        f"{story.asked.answer} Riêng trường hợp ông (bà) nêu, đơn vị đã làm việc trực tiếp và hướng dẫn hồ sơ ngày làm việc gần nhất."
    )
    answering.save_answer(pk, again, by=officer, at=at, version=_version(pk))
    answering.submit(pk, by=officer, at=at, version=_version(pk))
    answering.approve(pk, is_public=True, by=head, at=hall.after(at, 1, dice), version=_version(pk))


def _contribute(story: Story, pk: int, lead: int, hall: Hall, *, at: datetime, dice: Random) -> None:
    """Another agency is asked; it answers unless the question is one that still waits for it."""
    helper = hall.unit_id(dice.choice([code for code in ("STP", "STC", "943") if hall.unit_id(code) != lead and hall.unit_id(code) in hall.officers]))  # fmt: skip
    part = parts.ask_part(
        pk, helper, "Đề nghị cho ý kiến về phần thuộc lĩnh vực của đơn vị.", by=hall.officers[lead], at=at
    )
    if story.fate != "parts_open":
        parts.hand_in_part(
            part.pk, "<p>Đơn vị thống nhất với hướng dẫn hiện hành, không có ý kiến khác.</p>", part.version, by=hall.officers[helper],
            at=hall.after(at, 1, dice),
        )  # fmt: skip


def _letter(words: str) -> str:
    return f"<p>Cảm ơn ông (bà) đã gửi câu hỏi. Chúng tôi xin trả lời như sau:</p><p>{words}</p>"


def _version(pk: int) -> int:
    return int(noting.lock(pk).version)
