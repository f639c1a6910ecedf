"""Bundle and final result from the database; what is decided about a round and what follows from it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.factories import plans
from tests.factories.played_round import at_ms, play, sealed_round, small_rules

from danbiet.accounts.models import User
from danbiet.contests.actions import bundling, judging
from danbiet.contests.actions.alone import COUNTING
from danbiet.contests.actions.ending import close_rounds, count_again
from danbiet.contests.actions.publishing import request_bundle, request_final, revive_lost, why_not_final
from danbiet.contests.actions.refusals import AlreadyThere, NotNow
from danbiet.contests.actions.winning import confirm_winners, names_of
from danbiet.contests.calc import standing_files
from danbiet.contests.calc.rules import OnePrize, PaperPlan, Prediction, Rules
from danbiet.contests.calc.rules import Round as Window
from danbiet.contests.models import (
    Appeal,
    Contest,
    Entrant,
    ItemVersion,
    Publication,
    Round,
    RoundSecret,
    Winner,
)
from danbiet.contests.queries.closing import closed_of
from danbiet.contests.queries.standing import change_by_drops, change_by_gone
from danbiet.contests.storages import contest_folder, publication_path, round_folder
from danbiet.run.contest_verify import contest as contest_command

from .cases import DAY, OPENS, Take, drawer_of, person
from .independent_verifier import verify as verify_again

pytestmark = pytest.mark.django_db
GUESSED = small_rules(
    prediction=Prediction("all_correct", "round"),
    ranking=("correct", "prediction", "time"),
    one_prize=OnePrize(person="round"),
)
# Four people with all right: whoever guessed four is nearest – until one of them is taken out.
TAKES = [
    Take(1, 10, 90, guess=3, unit="so-nv"),
    Take(2, 10, 80, guess=4, unit="so-tp"),
    Take(3, 10, 70, guess=900, unit="so-nv"),
    Take(4, 10, 60, guess=800, unit="so-tp"),
    Take(5, 6, 50, wrong=2, guess=3),
]


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def office() -> User:
    return plans.person("Phòng CCHC")


def after(**more: float) -> datetime:
    return at_ms(OPENS) + timedelta(days=7, minutes=12) + timedelta(**more)


def played(rules: Rules = GUESSED) -> Round:
    one, closed = sealed_round(rules)
    play(one, closed, TAKES)
    close_rounds(at=after())
    return one


def confirmed(one: Round, by: User) -> None:
    ids = list(Winner.objects.filter(round=one).values_list("pk", flat=True))
    confirm_winners(one.pk, winner_ids=ids, by=by, at=after())


def ranks(one: Round) -> list[str]:
    folder = standing_files.newest(round_folder(one.contest.key, one.key))
    assert folder is not None
    return [row["code"] for row in standing_files.page(folder, "cbcc", 1)]


def test_bundle_of_the_database_agrees_with_both_verifiers(office: User, capsys: Any) -> None:
    one = played()
    asked = request_bundle(one.pk, by=office, at=after())
    assert bundling.make_bundle(asked.pk, at=after())
    asked.refresh_from_db()
    assert (asked.state, asked.progress, asked.figures["entries"], asked.figures["people"]) == (
        "ready",
        100,
        5,
        5,
    )
    folder = publication_path(asked.folder)
    seal = Contest.objects.get().commitments.get(name="commitments.json").sha256
    for path in (folder, folder.with_suffix(".zip")):
        assert contest_command(["verify", str(path), "--root", asked.root, "--seal", seal]) == 0
    verify_again(folder)
    assert RoundSecret.objects.get().revealed_at is not None
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [("entries.csv", "B", "A", "0000000001"), ("standings.csv", "cbcc,1,", "cbcc,9,", "standings")],
)
def test_bundle_changed_afterwards_is_found_out(
    office: User, capsys: Any, name: str, old: str, new: str, said: str
) -> None:
    one = played()
    asked = request_bundle(one.pk, by=office, at=after())
    bundling.make_bundle(asked.pk, at=after())
    asked.refresh_from_db()
    path = publication_path(asked.folder) / name
    lines = path.read_text().splitlines(keepends=True)
    head, _, tail = lines[1].rpartition(",") if name == "entries.csv" else ("", "", lines[1])
    lines[1] = f"{head}{',' if head else ''}{tail.replace(old, new, 1)}"
    path.write_text("".join(lines))
    assert contest_command(["verify", str(publication_path(asked.folder))]) == 1
    assert said in capsys.readouterr().out


def test_bank_is_shown_as_far_as_it_was_drawn_and_whole_after_the_last_round(office: User) -> None:
    one = played()
    asked = request_bundle(one.pk, by=office, at=after())
    bundling.make_bundle(asked.pk, at=after())
    assert set(ItemVersion.objects.values_list("state", flat=True)) == {"revealed"}
    lines = (contest_folder(one.contest.key) / "bank.jsonl").read_bytes().splitlines()
    assert len(lines) == ItemVersion.objects.count() == 40
    assert {"item", "salt"} == set(json.loads(lines[0]))


def test_bank_stays_hidden_while_another_round_is_to_come(office: User) -> None:
    first = GUESSED.rounds[0]
    second = Window("tuan-2", "Tuần 2", first.closes, first.closes + 7 * DAY)
    plan = GUESSED.papers[0]
    one = played(
        replace(
            GUESSED, rounds=(first, second), papers=(plan, PaperPlan("cbcc", "tuan-2", "cb", plan.blocks))
        )
    )
    asked = request_bundle(one.pk, by=office, at=after())
    bundling.make_bundle(asked.pk, at=after())
    folder = round_folder(one.contest.key, one.key) / "bundle-1"
    drawn = len((folder / "items.jsonl").read_bytes().splitlines())
    assert 10 <= drawn < 40
    assert ItemVersion.objects.filter(state="revealed").count() == drawn
    assert RoundSecret.objects.filter(revealed_at=None).get().round.key == "tuan-2"
    assert Contest.objects.get().state == "running"


def test_bundle_before_the_round_is_over_is_refused(office: User) -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    with pytest.raises(NotNow):
        request_bundle(one.pk, by=office, at=at_ms(OPENS) + timedelta(days=7, minutes=10))
    assert not Publication.objects.exists()


def test_bundle_job_killed_half_way_is_asked_for_again_and_begins_anew(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = played()
    asked = request_bundle(one.pk, by=office, at=after())

    class Killed(BaseException):
        pass

    def die(*_args: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(bundling, "pack", die)
        with pytest.raises(Killed):
            bundling.make_bundle(asked.pk, at=after())
    asked.refresh_from_db()
    assert asked.state == "making"
    assert (round_folder(one.contest.key, one.key) / ".bundle-1" / "bundle.json").exists()
    assert RoundSecret.objects.get().revealed_at is None

    assert revive_lost() == 1
    assert bundling.make_bundle(asked.pk, at=after())
    assert not bundling.make_bundle(asked.pk, at=after())  # done is done
    asked.refresh_from_db()
    assert asked.state == "ready"
    names = sorted(path.name for path in round_folder(one.contest.key, one.key).iterdir())
    assert names == ["bundle-1", "bundle-1-receipts", "bundle-1.zip", "provisional-1"]


def test_bundle_that_kills_its_process_three_times_fails_with_a_sentence(office: User) -> None:
    one = played()
    asked = request_bundle(one.pk, by=office, at=after())
    Publication.objects.filter(pk=asked.pk).update(figures={"attempts": 3})
    bundling.make_bundle(asked.pk, at=after())
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert asked.figures["words"]
    assert request_bundle(one.pk, by=office, at=after()).number == 2


def test_bundle_that_does_not_agree_with_itself_is_not_published(
    office: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = played()
    asked = request_bundle(one.pk, by=office, at=after())
    real = bundling.write

    def tampering(folder: Path, *args: Any, **more: Any) -> Any:
        result = real(folder, *args, **more)
        path = folder / "standings.csv"
        path.write_text(path.read_text().replace("cbcc,1,", "cbcc,2,", 1))
        return result

    monkeypatch.setattr(bundling, "write", tampering)
    bundling.make_bundle(asked.pk, at=after())
    asked.refresh_from_db()
    assert asked.state == "failed"
    assert any("standings" in said for said in asked.figures["findings"])
    assert RoundSecret.objects.get().revealed_at is None


def test_disqualification_moves_the_target_and_is_shown_before(office: User) -> None:
    one = played()
    assert ranks(one) == [person(2), person(1), person(4), person(3), person(5)]  # target 4
    change = change_by_gone(one, add=[(person(4), 0)])
    assert (change.before["cbcc"].target, change.after["cbcc"].target) == (4, 3)
    assert [(move.participant, move.before, move.after) for move in change.moves] == [
        (person(2), 1, 2), (person(1), 2, 1), (person(4), 3, None), (person(3), 4, 3), (person(5), 5, 4),
    ]  # fmt: skip
    assert {(row.prize, row.winner) for row in change.won} == {
        ("nhat", person(1)), ("nhi", person(2)), ("don-vi", "so-nv"),  # two of twenty now beat one of ten by heads
    }  # fmt: skip

    judging.disqualify(
        one.pk, code=person(4), number=0, reason="Thi hộ\nngười khác", by=office, at=after(minutes=1)
    )
    assert count_again(one.pk, at=after(minutes=1))
    assert ranks(one) == [person(1), person(2), person(3), person(5)]
    asked = request_bundle(one.pk, by=office, at=after(minutes=2))
    bundling.make_bundle(asked.pk, at=after(minutes=2))
    asked.refresh_from_db()
    folder = publication_path(asked.folder)
    assert contest_command(["verify", str(folder)]) == 0
    assert f"{person(4)},0," in (folder / "disqualified.csv").read_text()
    assert "Thi hộ người khác" in (folder / "disqualified.csv").read_text()

    row = one.disqualifications.get()
    judging.revoke(row.pk, reason="Nhầm mã", by=office, at=after(minutes=3))
    count_again(one.pk, at=after(minutes=3))
    assert ranks(one) == [person(2), person(1), person(4), person(3), person(5)]


def test_disqualifying_a_stranger_or_twice_is_refused(office: User) -> None:
    one = played()
    with pytest.raises(NotNow):
        judging.disqualify(one.pk, code=person(77), number=0, reason="Lạ", by=office, at=after())
    judging.disqualify(one.pk, code=person(4), number=1, reason="Thi hộ", by=office, at=after())
    with pytest.raises(AlreadyThere):
        judging.disqualify(one.pk, code=person(4), number=1, reason="Thi hộ", by=office, at=after())


def test_dropped_item_marks_all_papers_anew(office: User) -> None:
    one = played()
    wrong = _first_wrong_of_five(one)
    change = change_by_drops(one, add=[wrong])
    assert change is not None
    judging.drop_item(one.pk, key=wrong, words="Hai đáp án đều đúng", by=office, at=after())
    assert count_again(one.pk, at=after())
    folder = standing_files.newest(round_folder(one.contest.key, one.key))
    assert folder is not None
    assert {row["code"]: row["correct"] for row in standing_files.page(folder, "cbcc", 1)}[person(5)] == 7
    judging.take_back_drop(one.drops.get().pk, reason="Xem lại", by=office, at=after())
    count_again(one.pk, at=after())
    folder = standing_files.newest(round_folder(one.contest.key, one.key))
    assert folder is not None
    assert {row["code"]: row["correct"] for row in standing_files.page(folder, "cbcc", 1)}[person(5)] == 6


def _first_wrong_of_five(one: Round) -> str:
    return drawer_of(closed_of(one), "cbcc").paper(person(5), 1)[6].item


def test_final_result_needs_every_winner_confirmed_and_every_appeal_answered(office: User) -> None:
    one = played()
    assert why_not_final(one)
    with pytest.raises(NotNow):
        request_final(one.pk, by=office, at=after())
    confirmed(one, office)
    appeal = Appeal.objects.create(
        round=one, entrant=Entrant.objects.first(), text="Tôi đúng", masked="Tôi đúng", made_at=after()
    )
    with pytest.raises(NotNow):
        request_final(one.pk, by=office, at=after())
    judging.answer_appeal(appeal.pk, is_upheld=False, answer="Đã xem lại, không sai.", by=office, at=after())
    with pytest.raises(NotNow):
        judging.answer_appeal(appeal.pk, is_upheld=True, answer="Đúng", by=office, at=after())
    request_final(one.pk, by=office, at=after())
    assert Publication.objects.filter(kind="final", state="making").count() == 1


def published(one: Round, by: User, at: datetime) -> Publication:
    made = request_final(one.pk, by=by, at=at)
    bundling.make_bundle(made.round.publications.get(kind="bundle", number=made.figures["bundle"]).pk, at=at)
    made.refresh_from_db()
    return made


def test_final_result_is_numbered_and_a_correction_is_the_next_number(office: User) -> None:
    one = played()
    confirmed(one, office)
    first = published(one, office, after())
    assert (first.state, first.number) == ("ready", 1)
    one.refresh_from_db()
    assert one.state == "final"
    assert Contest.objects.get().state == "final"
    folder = publication_path(first.folder)
    assert standing_files.newest(folder.parent) == folder
    assert [(row["prize"], row["winner"]) for row in standing_files.winners(folder)] == [
        (row.prize, name) for row, name in names_of(one)
    ]
    with pytest.raises(NotNow):
        request_final(one.pk, by=office, at=after())  # nothing has changed

    judging.disqualify(one.pk, code=person(2), number=0, reason="Thi hộ", by=office, at=after(minutes=1))
    close_rounds(at=after(minutes=2))
    assert [row for row in Winner.objects.all() if row.confirmed_at is None]  # somebody new
    confirmed(one, office)
    second = published(one, office, after(minutes=3))
    assert (second.number, second.figures["bundle"]) == (2, 2)
    assert standing_files.newest(folder.parent) == publication_path(second.folder)
    assert folder.exists()  # what was said stays
    assert person(2) not in {name for _row, name in names_of(one)}


def test_winners_on_an_old_screen_are_not_confirmed(office: User) -> None:
    one = played()
    ids = list(Winner.objects.values_list("pk", flat=True))
    judging.disqualify(one.pk, code=person(2), number=0, reason="Thi hộ", by=office, at=after())
    count_again(one.pk, at=after())
    with pytest.raises(NotNow):
        confirm_winners(one.pk, winner_ids=ids, by=office, at=after())
    assert not Winner.objects.exclude(confirmed_at=None).exists()


def test_winners_of_an_earlier_round_may_not_win_again_and_are_in_the_bundle(office: User) -> None:
    first = GUESSED.rounds[0]
    second = Window("tuan-2", "Tuần 2", first.closes, first.closes + 7 * DAY)
    plan = GUESSED.papers[0]
    rules = replace(
        GUESSED, rounds=(first, second), papers=(plan, PaperPlan("cbcc", "tuan-2", "cb", plan.blocks)),
        one_prize=OnePrize(person="contest", unit="contest"),
    )  # fmt: skip
    one = played(rules)
    other = Round.objects.select_related("contest", "secret").get(number=2)
    closed = closed_of(other)
    play(other, closed, TAKES)
    later = after(days=7)
    close_rounds(at=later)
    assert closed_of(other).held_persons == {person(1), person(2)}
    assert closed_of(other).held_units == {"so-nv", "so-tp"}
    assert {name for row, name in names_of(other) if row.entrant} <= {person(5)}  # who has no unit
    confirmed(other, office)
    with pytest.raises(NotNow):
        request_final(other.pk, by=office, at=later)  # the earlier round first
    confirmed(one, office)
    published(one, office, later)
    assert published(other, office, later).state == "ready"
    assert contest_command(["verify", str(round_folder(one.contest.key, "tuan-2") / "bundle-1")]) == 0


def test_two_closers_at_once_make_one_count(tmp_path: Path, alone_elsewhere: Callable[..., Any]) -> None:
    one, closed = sealed_round()
    play(one, closed, TAKES)
    with alone_elsewhere(one.pk):
        assert close_rounds(at=after()) == 0
    assert close_rounds(at=after()) == 1
    assert Publication.objects.count() == 1


@pytest.fixture
def alone_elsewhere() -> Callable[..., Any]:
    """Another process at the same count: its lock, on a connection of its own."""

    @contextmanager
    def held(number: int) -> Any:
        given = connection.get_connection_params()
        given.pop("cursor_factory", None), given.pop("context", None)
        with psycopg.connect(**given) as other:
            other.execute("SELECT pg_advisory_lock(%s, %s)", [COUNTING, number])
            yield

    return held


def test_missing_folder_of_old_standings_does_not_stop_the_next_count(office: User) -> None:
    one = played()
    shutil.rmtree(round_folder(one.contest.key, one.key))
    judging.disqualify(one.pk, code=person(4), number=0, reason="Thi hộ", by=office, at=after())
    assert count_again(one.pk, at=after())
    assert ranks(one)[0] == person(1)
