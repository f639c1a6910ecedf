"""One of everything: published for everybody to see, and beside each what must never leave, marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.cms.models import Attachment
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.publishing import request_bundle
from danbiet.contests.calc.rules import Round
from danbiet.contests.models import Appeal, Contact, Entrant
from danbiet.indices.actions import publishing
from danbiet.indices.actions.loading import Loaded, load_sheets
from danbiet.indices.calc.rules import Figures
from danbiet.indices.models import Edition, Participant, Score
from danbiet.measures.models import Event
from danbiet.media.actions import store_file
from danbiet.newsroom.models import (
    Adoption,
    AnnouncementPage,
    ArticlePage,
    Correction,
    DocumentFile,
    GoodModelPage,
    Nomination,
    OfficialDocumentPage,
    ProgrammePage,
    VideoPage,
)
from danbiet.org.enums import ReorganisationKind
from danbiet.org.models import RankingGroup, Reorganisation, Succession, Unit
from danbiet.plans.models import Proof, Report
from danbiet.questions.models import QuestionFile
from danbiet.surveys.actions import campaigns
from danbiet.visits.models import Day
from tests.contests.cases import DAY, Take, person
from tests.factories import air, contests, pages, plans, played_round, questions
from tests.indices import desk as index_desk
from tests.surveys import desk as survey_desk

MARK = "khongduoclo"  # in everything that must never be read outside
HIDDEN = f"Mật {MARK}"
TODAY = date(2021, 10, 20)
NOW = datetime(2021, 10, 20, 3, tzinfo=UTC)
OPENS = int(datetime(2021, 9, 1, tzinfo=UTC).timestamp()) * 1000
PAGES = (ArticlePage, AnnouncementPage, ProgrammePage, OfficialDocumentPage, GoodModelPage, VideoPage)


@dataclass
class Site:
    """What the tests ask for by name; `unpublished`: addresses of things that exist and are nobody's to read."""

    cast: questions.Cast
    plan_id: int
    task_id: int
    code: str
    unpublished: list[str]


def fill(*, each: int = 1, is_whole: bool = True) -> Site:
    """So many published things of every kind; with `is_whole` contests, the index and surveys too, which take their time."""
    cast = questions.cast()
    gone: list[str] = []
    _units(cast.root)
    plan_id, task_id = _plans(cast, each, gone)
    code = _questions(cast, each, gone)
    _pages(cast, each, task_id, gone)
    _air(cast, each, gone)
    _counts(cast, each)
    if is_whole:
        _contest(cast, gone)
        _index(gone)
        _survey(gone)
    return Site(cast, plan_id, task_id, code, gone)


def _units(root: Unit) -> None:
    old = plans.unit("Xã Cũ", parent=root, kind="commune", ends=date(2020, 7, 1))
    new = plans.unit("Xã Mới", parent=root, kind="commune", starts=date(2020, 7, 1))
    event = Reorganisation.objects.create(
        on=date(2020, 7, 1), kind=ReorganisationKind.MERGE, title="Sáp nhập xã"
    )
    Succession.objects.create(reorganisation=event, predecessor=old, successor=new)


def _plans(cast: questions.Cast, each: int, gone: list[str]) -> tuple[int, int]:
    for number in range(each):
        plan = plans.plan(cast.root, number=f"{number}/KH-UBND")
        group = plans.group(plan, title="Tuyên truyền")
        for place in range(1, each + 1):
            task = plans.task(group, order=place, leads=[cast.agency], supports=[cast.other, cast.commune])
            target = plans.target(task, 4)
            for count in range(each):
                plans.evidence(
                    cast.agency,
                    date(2021, 5, 4),
                    (target, 1),
                    title=f"Tin {count}",
                    link="https://example.vn/tin",
                )
            Proof.objects.create(
                evidence=_proved(cast, target), kind="file", caption="Biên bản", file=_file(cast)
            )
            for state in ("draft", "submitted", "returned", "withdrawn"):
                plans.evidence(cast.agency, date(2021, 5, 5), (target, 1), state=state, title=HIDDEN)
    Report.objects.create(
        plan=plan,
        period_key="2021-Q2",
        created_at=NOW,
        narrative=[{"key": "a", "heading": HIDDEN, "text": HIDDEN}],
    )
    for state in ("draft", "submitted", "returned", "withdrawn"):
        secret = plans.plan(
            cast.agency, parent=plan if state == "draft" else None, state=state, number=f"{HIDDEN} {state}"
        )
        secret.title = secret.returned_reason = HIDDEN
        secret.save()
        hidden = plans.task(
            plans.group(secret, title=HIDDEN), content=HIDDEN, leads=[cast.agency], parent=task
        )
        gone += [
            f"/plans/{secret.pk}",
            f"/plans/{secret.pk}/tasks",
            f"/tasks/{hidden.pk}",
            f"/tasks/{hidden.pk}/evidence",
        ]
    return plan.pk, task.pk


def _proved(cast: questions.Cast, target: Any) -> Any:
    return plans.evidence(cast.agency, date(2021, 5, 6), (target, 1), title="Hội nghị", kind="meeting")


def _file(cast: questions.Cast) -> Any:
    upload = SimpleUploadedFile(f"{MARK}.pdf", b"%PDF-1.7\n%%EOF\n")
    return store_file(upload, by=cast.officer, at=NOW)


def _questions(cast: questions.Cast, each: int, gone: list[str]) -> str:
    asker = {
        "name": HIDDEN,
        "phone": "0912 345 678",
        "email": f"{MARK}@example.vn",
        "subject": HIDDEN,
        "text": HIDDEN,
    }
    common: dict[str, Any] = {"lead": cast.agency, "topic": cast.topic, "place": cast.commune, "asker": asker}
    for number in range(each):
        one = questions.question(
            cast.root,
            state="published",
            subject=f"Bản sao khai sinh {number}",
            rating=5,
            rating_reason=HIDDEN,
            **common,
        )
        questions.answer(one, state="approved", signed_by=cast.head, bases=("Nghị định 61/2018/NĐ-CP",))
        questions.note(one, HIDDEN, by=cast.officer, unit=cast.agency)
        questions.message(one, HIDDEN, original=HIDDEN)
        questions.event(one, "route", reason=HIDDEN)
        QuestionFile.objects.create(
            question=one, file=_file(cast), label="Mẫu đơn", added_at=NOW, is_public=True, is_from_asker=False
        )
        QuestionFile.objects.create(question=one, file=_file(cast), label=HIDDEN, added_at=NOW)
        QuestionFile.objects.create(
            question=one, file=_file(cast), label=HIDDEN, added_at=NOW, is_from_asker=False
        )
    for state in (
        "new",
        "accepted",
        "routed",
        "in_work",
        "in_approval",
        "answered",
        "closed",
        "refused",
        "withdrawn",
    ):
        secret = questions.question(cast.root, state=state, subject=HIDDEN, text=HIDDEN, **common)
        questions.answer(
            secret, body=f"<p>{HIDDEN}</p>", state="approved" if state in ("answered", "closed") else "draft",
            is_private=state == "answered",
        )  # fmt: skip
        gone.append(f"/questions/{secret.code}")
    return one.code


def _pages(cast: questions.Cast, each: int, task_id: int, gone: list[str]) -> None:
    paths = ("/articles", "/announcements", "/programme-pages", "/documents", "/good-models", "/videos")
    cover = pages.picture()
    for cls, path in zip(PAGES, paths, strict=True):
        for number in range(each):
            one = pages.page(
                cls, cast.agency, task_id=task_id, cover=cover, summary="Tóm tắt", **_own(cls, number)
            )
            Correction.objects.create(page=one, on=TODAY, text="Đã sửa số liệu", at=NOW)
            if cls is OfficialDocumentPage:
                DocumentFile.objects.create(page=one, attachment=_attachment(), sort_order=0)
            if cls is GoodModelPage:
                Adoption.objects.create(model=one, unit=cast.commune, on=TODAY, result="Tốt", recorded_at=NOW)
        draft = pages.page(cls, cast.agency, live=False, title=HIDDEN, summary=HIDDEN, **_own(cls, 99))
        changed = pages.page(cls, cast.agency, **_own(cls, 98))
        changed.title = HIDDEN
        changed.save_revision()  # readers go on reading what was published
        gone.append(f"{path}/{draft.pk}")
    Nomination.objects.create(
        unit=cast.agency, title=HIDDEN, field="procedures", summary=HIDDEN, description=HIDDEN, results=HIDDEN,
        nominated_by=cast.officer, nominated_at=NOW,
    )  # fmt: skip


def _own(cls: Any, number: int) -> dict[str, Any]:
    if cls is OfficialDocumentPage:
        return {
            "number": f"{number}/QĐ-UBND",
            "type": "QĐ",
            "issued_on": date(2021, 1, 26),
            "issuer": "UBND tỉnh",
            "dated_on": None,
        }
    return {"subject": "results", "year": 2021} if cls is ProgrammePage else {}


def _attachment() -> Attachment:
    made = Attachment(title="Toàn văn", text="Điều 1.")
    made.file.save("quyet-dinh.pdf", ContentFile(b"%PDF-1.7\n%%EOF\n"), save=False)
    made.save()
    made.file.close()
    return made


def _air(cast: questions.Cast, each: int, gone: list[str]) -> None:
    show = air.programme(cast.agency, title="Dân hỏi – Chính quyền trả lời")
    for number in range(each):
        channel = air.channel(cast.agency, name=f"STV{number}", code=f"stv{number}")
        air.slot(channel, programme=show, on=date(2021, 10, 1), weekdays=range(7))
        episode = air.episode(
            show, state="aired", title=f"Số {number}", opening=HIDDEN, closing=HIDDEN, note=HIDDEN
        )
        item = air.item(
            episode, title="Bao lâu thì có giấy?", script=HIDDEN, consent_note=HIDDEN, url="/hoi-dap/"
        )
        episode.guests.create(name=HIDDEN, position=HIDDEN, has_consent=True)
        aired = air.planned(
            channel, air.moment(date(2021, 10, 5)), episode=episode, title=f"Dân hỏi, số {number}", state="confirmed",
            confirmed_at=NOW,
        )  # fmt: skip
        aired.items.create(ref_kind=item.ref_kind, ref_id=item.ref_id, title=item.title, seconds=60)
    draft = air.episode(show, state="draft", title=HIDDEN)
    coming = air.planned(channel, air.moment(date(2021, 10, 22), "08:00"), episode=draft, title=HIDDEN)
    missed = air.planned(
        channel,
        air.moment(date(2021, 10, 19), "08:00"),
        title=HIDDEN,
        state="not_aired",
        confirmed_at=NOW,
        reason=HIDDEN,
    )
    gone += [f"/airings/{coming.pk}", f"/airings/{missed.pk}"]
    unused = air.channel(cast.agency, name=HIDDEN, code="khong-dung")
    unused.is_active = False
    unused.save()
    air.programme(cast.agency, title=HIDDEN)
    gone.append("/channels/khong-dung")


def _counts(cast: questions.Cast, each: int) -> None:
    for number in range(each):
        Day.objects.create(day=date(2021, 6, 1 + number), views=10, visitors=4)
        Event.objects.create(
            measure="articles_published", on=date(2021, 6, 1 + number), unit=cast.agency, quantity=1, source_kind="page",
            source_id=number + 1, title="Tin", recorded_at=NOW,
        )  # fmt: skip
    Event.objects.create(
        measure="articles_published", on=date(2021, 6, 20), unit=cast.agency, quantity=1, source_kind="page", source_id=900,
        title=HIDDEN, recorded_at=NOW, withdrawn_at=NOW,
    )  # fmt: skip


def _contest(cast: questions.Cast, gone: list[str]) -> None:
    rules = played_round.small_rules(
        contest="thi-cchc", rounds=(Round("tuan-1", "Tuần 1", OPENS, OPENS + 7 * DAY),)
    )
    one, closed = played_round.sealed_round(rules, organiser=cast.agency)
    played_round.play(one, closed, [Take(1, 10, 60, unit="so-nv"), Take(2, 8, 70), Take(3, 7, 80)])
    for entrant in Entrant.objects.filter(contest=one.contest):
        Contact.objects.create(
            entrant=entrant, name=HIDDEN, phone="0912 345 678", email=f"{MARK}@example.vn", address=HIDDEN
        )
    loser = Entrant.objects.get(contest=one.contest, code=person(2))
    Appeal.objects.create(round=one, entrant=loser, text=HIDDEN, masked=HIDDEN, made_at=NOW)
    close_rounds(at=NOW)
    make_bundle(request_bundle(one.pk, by=cast.office, at=NOW).pk, at=NOW)
    contests.contest(cast.agency, key="dang-soan", title=HIDDEN, draft={"rules": {"title": HIDDEN}})
    gone += [
        "/contests/dang-soan",
        "/contests/dang-soan/rounds/tuan-1",
        "/contests/dang-soan/rounds/tuan-1/standings",
    ]


def _index(gone: list[str]) -> None:
    place = index_desk.make_place()
    done = index_desk.begin(place, index_desk.two_domains(place))
    said = {
        one.pk: {"1": Loaded(Figures(answer=True)), "2.1": Loaded(Figures(answer=False))}
        for one in Participant.objects.filter(edition=done)
    }
    load_sheets(done.pk, said, is_appraised=True, by=place.office, at=index_desk.AT, appraiser=place.office)
    Score.objects.filter(participant__edition=done).update(explanation=HIDDEN)
    publishing.publish(
        done.pk, decision="Quyết định 1/QĐ-UBND", **index_desk.who(place.leader, index_desk.CLOSED)
    )
    running = Edition.objects.create(
        year=2021, name=HIDDEN, office=place.office_unit, criteria_set=done.criteria_set, units_on=date(2021, 5, 10), seed=1,
        self_from=date(2021, 10, 1), self_until=date(2021, 11, 1), appraisal_until=date(2021, 11, 10), reply_until=date(2021, 11, 20),
        council_until=date(2021, 11, 30), created_at=NOW, created_by=place.office,
    )  # fmt: skip
    code = Participant.objects.filter(edition=done).values_list("code", flat=True)[0]
    gone += [f"/indices/{running.pk}", f"/indices/{running.pk}/units", f"/indices/{running.pk}/units/{code}"]


def _survey(gone: list[str]) -> None:
    RankingGroup.objects.update(key="so-cua-chi-so")  # the two places of the tests call theirs the same
    place = survey_desk.make_place()
    done = survey_desk.begin(place)
    survey_desk.fill(done, [80, 60, 30, 4], by=place.office)
    campaigns.publish(
        done.pk, decision="Quyết định 3/QĐ-SNV", **survey_desk.who(place.leader, survey_desk.CLOSED)
    )
    running = survey_desk.begin(place, name=HIDDEN)
    gone += [f"/surveys/{running.pk}", f"/surveys/{running.pk}/units"]
