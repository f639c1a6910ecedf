"""What the table of roles needs of contests: one in preparation with a bank, one sealed with a round."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from danbiet.contests.actions import items as act
from danbiet.contests.actions import judging
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.head_counts import name_units
from danbiet.contests.actions.importing import hand_in_items
from danbiet.contests.actions.preparing import create_contest
from danbiet.contests.actions.publishing import request_bundle
from danbiet.contests.calc.formats.draft import ItemDraft
from danbiet.contests.calc.library import Frame, soc_trang_2022
from danbiet.contests.calc.rules import Round, rules_json
from danbiet.contests.models import Appeal, Audience, Commitment, Entrant, Suspicion
from tests.contests.cases import DAY, Take, person
from tests.factories import contests as make
from tests.factories.played_round import play, sealed_round, small_rules

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
OPENS = int(datetime(2021, 9, 15, tzinfo=UTC).timestamp()) * 1000
CONTEST_SECRETS = ("Câu thi mật", "Phương án mật", "Câu nhập mật")
HIDDEN = ("the_bank", "draft_item", "proposed_item", "import_items")


def add_contests(world: Any, commune: Any) -> None:
    office, editor = world.people["office"], world.people["editor"]
    frame = Frame("hoi-thi-xa", "Hội thi xã", "Xã An Mỹ", OPENS)
    contest = create_contest(
        soc_trang_2022(frame), organiser_id=commune.pk, from_set="soc-trang-2022", by=office, at=AT
    )
    name_units(contest.pk, {commune.pk: "don-vi"}, by=office, at=AT)
    bank = contest.banks.get()
    draft = act.write_item(bank.pk, _item("Câu thi mật một"), by=editor, at=AT)
    proposed = act.write_item(bank.pk, _item("Câu thi mật hai"), by=editor, at=AT)
    act.propose(proposed.pk, by=editor, at=AT)
    kept = hand_in_items(bank.pk, _file(), by=editor, at=AT)
    other = create_contest(
        soc_trang_2022(Frame("hoi-thi-huy", "Hội thi khác", "Xã An Mỹ", OPENS)), organiser_id=commune.pk, from_set="", by=office,
        at=AT,
    )  # fmt: skip
    sealed = make.sealed(commune, state="running", rules=_rules())
    one = make.round_of(
        sealed, opens=datetime(2021, 5, 1, tzinfo=UTC), closes=datetime(2021, 6, 10, tzinfo=UTC)
    )
    Commitment.objects.create(contest=sealed, at=AT, name="rules.json", body=b"{}", sha256="1" * 64)
    Audience.objects.create(contest=sealed, key="cbcc", name="Cán bộ", order=0, entry="account")
    world.ids |= {
        "draft_contest": contest.pk, "other_contest": other.pk, "sealed_contest": sealed.pk, "the_bank": bank.pk,
        "draft_item": draft.pk, "proposed_item": proposed.pk, "import_items": kept.pk, "a_round": one.pk,
        "a_step": (contest.pk, "xep-hang"), "a_commitment": (sealed.pk, "rules.json"), "a_declaring": (contest.pk, commune.pk),
        "bank_gift": (bank.pk, "gift"), "a_door": sealed.key,
    }  # fmt: skip
    _judge(world, commune)


def _judge(world: Any, commune: Any) -> None:
    """A round that is over, with something of everything there is to decide."""
    opens = int(datetime(2021, 5, 1, tzinfo=UTC).timestamp()) * 1000
    rules = small_rules(contest="hoi-thi-xong", rounds=(Round("tuan-1", "Tuần 1", opens, opens + 7 * DAY),))
    one, closed = sealed_round(rules, organiser=commune)
    starts = play(one, closed, [Take(1, 10, 60), Take(2, 8, 70, wrong=2), Take(3, 7, 80)])
    office = world.people["office"]
    judging.disqualify(one.pk, code=person(3), number=0, reason="Thi hộ", by=office, at=AT)
    judging.drop_item(one.pk, key=closed.items[0][0].id, words="Hai đáp án đúng", by=office, at=AT)
    close_rounds(at=AT)
    make_bundle(request_bundle(one.pk, by=office, at=AT).pk, at=AT)
    hints = [
        Suspicion.objects.create(
            round=one, kind="too_fast", fingerprint=str(number), starts=[starts[0].pk], found_at=AT,
            evidence={"time_ms": 9000, "questions": 10, "right": 10, "least_ms": 15000},
        )
        for number in (1, 2)
    ]  # fmt: skip
    judging.dismiss_suspicion(hints[1].pk, words="Đã hỏi", by=office, at=AT)
    entrant = Entrant.objects.get(contest=one.contest, code=person(2))
    appeal = Appeal.objects.create(round=one, entrant=entrant, text="Mật", masked="Tôi đúng", made_at=AT)
    here = (one.contest_id, one.key)
    world.ids |= {
        "judged_contest": one.contest_id, "judged_pk": one.pk,
        "unit_board": (one.contest.key, one.key), "judged_round": here, "judged_bundle": (*here, 1), "judged_item": (*here, closed.items[1][0].id),
        "judged_gone": (*here, one.disqualifications.get().pk), "judged_drop": (*here, one.drops.get().pk),
        "judged_hint": (*here, hints[0].pk), "dismissed_hint": (*here, hints[1].pk), "judged_appeal": (*here, appeal.pk),
        "winner_ids": ",".join(str(pk) for pk in one.winners.values_list("pk", flat=True)),
    }  # fmt: skip


def _rules() -> str:
    return rules_json(soc_trang_2022(Frame("a", "A", "B", OPENS))).decode()


def _item(text: str) -> ItemDraft:
    return ItemDraft(1, text, ("Phương án mật", "Hai"), (1,))


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("cau.txt", "Câu 1: Câu nhập mật?\nA. Một\nB. Hai\nĐáp án: A".encode())


def _none(world: Any) -> dict[str, Any]:
    return {}


def _new(world: Any) -> dict[str, Any]:
    return {
        "title": "Hội thi thử",
        "key": "thu",
        "unit": str(world.ids["unit"]),
        "rule_set": "blank",
        "first": "15/09/2021",
    }


def _step(world: Any) -> dict[str, Any]:
    return {"version": "1", "k1": "correct", "k2": "arrived"}


def _said(world: Any) -> dict[str, Any]:
    return {"text": "Mấy?", "option_1": "Một", "option_2": "Hai", "key": ["A"], "level": "1", "last": "1"}


def _extension(world: Any) -> dict[str, Any]:
    return {"closes_at": "20/06/2021 22:00", "reason": "Sự cố"}


def _reason(world: Any) -> dict[str, Any]:
    return {"reason": "Có lý do"}


CONTEST_ADDRESSES: list[tuple[str, str, Any]] = [
    ("contests:contest-list", "", _none),
    ("contests:contest-new", "", _new),
    ("contests:contest", "draft_contest", _none),
    ("contests:contest", "sealed_contest", _none),
    ("contests:rules", "a_step", _step),
    ("contests:particulars", "draft_contest", lambda world: {"retention_until": "31/12/2022"}),
    ("contests:trial", "draft_contest", _none),
    ("contests:personal-data", "judged_contest", lambda world: {"code": person(1), "reason": "Thư"}),
    ("contests:seal", "draft_contest", _none),
    ("contests:seal", "sealed_contest", _none),
    ("contests:cancel", "other_contest", lambda world: {"reason": "Hoãn"}),
    ("contests:commitment", "a_commitment", _none),
    ("contests:head-counts", "draft_contest", _none),
    ("contests:units", "draft_contest", lambda world: {f"u{world.ids['unit']}": "don-vi"}),
    ("contests:declare", "a_declaring", lambda world: {f"{world.ids['unit']}-count": "12"}),
    ("contests:round-extend", "a_round", _extension),
    ("contests:round-pause", "a_round", _reason),
    ("contests:round-resume", "a_round", _reason),
    ("contests:round-documents", "judged_pk", lambda world: {"tai-lieu": "bien-ban.docx"}),
    ("contests:round", "judged_round", _none),
    ("contests:round-notice", "judged_round", _reason),
    ("contests:round-results", "judged_round", _none),
    ("contests:winners-confirm", "judged_round", lambda world: {"ids": world.ids["winner_ids"]}),
    ("contests:bundle-make", "judged_round", _none),
    ("contests:round-bundle", "judged_bundle", _none),
    ("contests:final-publish", "judged_round", _none),
    ("contests:disqualify", "judged_round", _none),
    ("contests:disqualify-revoke", "judged_gone", _reason),
    ("contests:round-items", "judged_round", _none),
    ("contests:drop-item", "judged_item", _reason),
    ("contests:drop-back", "judged_drop", _reason),
    ("contests:round-suspicions", "judged_round", _none),
    ("contests:suspicion", "judged_hint", lambda world: {"quyet-dinh": "bo", "bo-note": "Đã hỏi"}),
    ("contests:suspicion-reopen", "dismissed_hint", _none),
    ("contests:round-appeals", "judged_round", _none),
    ("contests:round-appeal", "judged_appeal", lambda world: {"decision": "refused", "answer": "Không sai"}),
    ("contests:bank", "the_bank", _none),
    ("contests:bank-alike", "the_bank", _none),
    ("contests:bank-propose", "the_bank", _none),
    ("contests:bank-file", "bank_gift", _none),
    ("contests:item-new", "the_bank", _said),
    ("contests:import-list", "the_bank", lambda world: {"file": _file()}),
    ("contests:item", "draft_item", _none),
    ("contests:item-edit", "draft_item", _said),
    ("contests:item-propose", "draft_item", _none),
    ("contests:item-review", "proposed_item", lambda world: {"quyet-dinh": "duyet", "last": "1"}),
    ("contests:item-aside", "draft_item", lambda world: {"cat": "1"}),
    ("contests:import", "import_items", _none),
    ("contests:import-take", "import_items", lambda world: {"lay": ["0"]}),
    ("contests:import-drop", "import_items", _none),
    ("contests:enter-by-account", "a_door", _none),
]
