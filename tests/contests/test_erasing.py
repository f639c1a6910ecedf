"""Personal data that has done its work is gone, and the bundle holds as before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.factories import plans
from tests.factories.played_round import play, sealed_round

from danbiet.audit.models import Entry as Record
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.certificates import issue_certificates
from danbiet.contests.actions.ending import close_rounds
from danbiet.contests.actions.erasing import erase_due, erase_people, erase_person, forget_hashes
from danbiet.contests.actions.publishing import request_bundle
from danbiet.contests.actions.refusals import NotNow
from danbiet.contests.actions.winning import confirm_winners
from danbiet.contests.calc.persons import unique_hash
from danbiet.contests.calc.verify import verify
from danbiet.contests.models import Appeal, Certificate, Contact, Contest, Entrant, Round, Start, Winner
from danbiet.contests.queries.keeping import kept_until
from danbiet.contests.storages import publication_path
from danbiet.org.enums import Role

from .cases import DAY, Take, person
from .desk import DESK, as_, html

pytestmark = pytest.mark.django_db
TAKES = [Take(1, 10, 90, unit="so-nv"), Take(2, 9, 80, unit="so-tp"), Take(3, 4, 70)]
AFTER = datetime(2021, 10, 6, tzinfo=UTC)
PEPPER = bytes([51] * 32)


class Hall:
    """A round of three people that is over, with contacts, hashes and an appeal."""

    def __init__(self) -> None:
        self.root = plans.unit("Tỉnh Sóc Trăng", kind="province")
        self.organiser = plans.unit("Sở Nội vụ tỉnh", parent=self.root)
        self.round, self.closed = sealed_round(organiser=self.organiser)
        play(self.round, self.closed, TAKES, network_hash=b"n" * 16, device_hash=b"d" * 16)
        self.office = plans.person("Phòng CCHC", unit=self.organiser, role=Role.OFFICE)
        self.contest.pepper = PEPPER.hex()
        self.contest.save()
        for number, entrant in enumerate(Entrant.objects.order_by("code"), start=1):
            phone = f"090000000{number}"
            entrant.unique_hash = unique_hash(
                {"name": f"Người {number}", "birth": "1990-01-01", "phone": phone, "unit": entrant.unit},
                unique=self.closed.rules.unique,
                pepper=PEPPER,
            )
            entrant.birth_year = 1990
            entrant.save()
            Contact.objects.create(entrant=entrant, name=f"Người {number}", phone=phone)
        first = Entrant.objects.get(code=person(1))
        Appeal.objects.create(
            round=self.round, entrant=first, text="Tôi là Người 1", masked="Tôi là …", made_at=AFTER
        )

    @property
    def contest(self) -> Contest:
        return self.round.contest

    def bundle(self) -> tuple[str, Path]:
        made = request_bundle(self.round.pk, by=self.office, at=AFTER)
        make_bundle(made.pk, at=AFTER)
        made.refresh_from_db()
        assert made.state == "ready", made.figures
        return made.root, publication_path(made.folder)


@pytest.fixture
def hall(settings: Any, tmp_path: Path) -> Hall:
    settings.DATA_DIR = tmp_path
    settings.DANBIET_TODAY = AFTER.date()
    return Hall()


def test_nobody_is_erased_on_the_last_day_and_everybody_on_the_next(hall: Hall) -> None:
    Contest.objects.update(retention_until=date(2021, 12, 31))
    last = datetime(2021, 12, 31, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam

    assert erase_due(at=last)[0] == 0
    assert Contact.objects.count() == 3
    assert erase_due(at=last + timedelta(minutes=2))[0] == 3

    assert not Contact.objects.exists()
    assert not Entrant.objects.filter(unique_hash__isnull=False).exists()
    assert set(Entrant.objects.values_list("birth_year", flat=True)) == {None}
    assert (Contest.objects.get().pepper, Appeal.objects.get().text) == ("", "")
    assert Appeal.objects.get().masked == "Tôi là …"
    assert erase_due(at=last + timedelta(days=1)) == (0, 0)  # once more does nothing


def test_without_a_day_contacts_are_kept_a_year_after_the_last_round(hall: Hall) -> None:
    closes = Round.objects.get().closes_at

    assert kept_until(Contest.objects.get()) == (closes + timedelta(hours=7)).date() + timedelta(days=365)
    assert erase_people(hall.contest.pk, at=closes + timedelta(days=364)) == 0
    assert erase_people(hall.contest.pk, at=closes + timedelta(days=367)) == 3


def test_bundle_after_erasure_is_the_one_before_and_verifies(hall: Hall) -> None:
    close_rounds(at=AFTER)
    root, before = hall.bundle()
    files = {path.name: path.read_bytes() for path in before.iterdir() if path.is_file()}

    erase_person(hall.contest.pk, person(1), reason="Thư ngày 05/10/2021", by=hall.office, at=AFTER)
    again, after = hall.bundle()

    assert again == root
    assert {path.name: path.read_bytes() for path in after.iterdir() if path.is_file()} == files
    assert not verify(after, root=root).findings


def test_hashes_go_after_ninety_days_and_no_earlier(hall: Hall) -> None:
    began = max(Start.objects.values_list("started_ms", flat=True))
    at = datetime.fromtimestamp(began / 1000, UTC) + timedelta(days=90)

    assert forget_hashes(at=at - timedelta(seconds=1)) in (0, 1, 2)
    assert Start.objects.filter(started_ms=began, network_hash__isnull=False).exists()
    forget_hashes(at=at + timedelta(seconds=1))

    assert not Start.objects.exclude(network_hash=None, device_hash=None).exists()
    assert forget_hashes(at=at + timedelta(days=1)) == 0
    assert DAY == 86_400_000


def test_certificate_keeps_its_prize_and_loses_the_name(hall: Hall) -> None:
    close_rounds(at=AFTER)
    rows = list(Winner.objects.all())
    head = plans.person("Giám đốc", unit=hall.organiser, role=Role.HEAD)
    confirm_winners(hall.round.pk, winner_ids=[row.pk for row in rows], by=head, at=AFTER)
    issue_certificates(hall.round.pk, by=hall.office, at=AFTER)
    made = Certificate.objects.get(winner__entrant__code=person(1))
    assert made.holder == "Người 1"

    erase_person(hall.contest.pk, person(1), reason="Đơn", by=hall.office, at=AFTER)

    made.refresh_from_db()
    assert (made.holder, made.winner.prize) == ("", "nhat")


def test_person_erased_twice_or_unknown_is_refused(hall: Hall) -> None:
    erase_person(hall.contest.pk, person(2), reason="Đơn", by=hall.office, at=AFTER)

    for code in (person(2), person(9)):
        with pytest.raises(NotNow):
            erase_person(hall.contest.pk, code, reason="Đơn", by=hall.office, at=AFTER)
    assert Contact.objects.count() == 2


def test_person_is_erased_on_the_desk_by_pseudonym_or_by_what_was_typed_at_the_door(hall: Hall) -> None:
    client = as_(hall.office)
    here = f"{DESK}{hall.contest.pk}/du-lieu/"
    page = html(client.get(here))
    assert "Người 1" not in page

    code = person(1)
    assert client.post(here, {"code": f"TS-{code[:5]}-{code[5:]}", "reason": "Thư"}).status_code == 302
    facts = dict.fromkeys(hall.closed.rules.unique, "")
    facts |= {"phone": "0900 000 002", "name": "người 2", "birth": "01/01/1990"}
    html(client.post(here, facts | {"phone": "0900 999 999", "reason": "Điện thoại"}), 200)
    assert Contact.objects.count() == 2
    assert client.post(here, facts | {"reason": "Điện thoại"}).status_code == 302

    assert [entrant.code for entrant in Entrant.objects.filter(erased_at=None)] == [person(3)]
    record = Record.objects.filter(verb="contests.person_erased").first()
    assert record is not None
    assert "Người" not in str(record.details)


def test_stranger_and_editor_erase_nobody(hall: Hall) -> None:
    here = f"{DESK}{hall.contest.pk}/du-lieu/"
    stranger = plans.person("Người lạ", unit=plans.unit("Sở Công Thương", parent=hall.root))
    editor = plans.person("Biên tập", unit=hall.organiser, role=Role.EDITOR)

    html(as_(stranger).post(here, {"code": person(1), "reason": "x"}), 404)
    html(as_(editor).post(here, {"code": person(1), "reason": "x"}), 403)
    assert Contact.objects.count() == 3
