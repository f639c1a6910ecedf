"""Citizens come into a contest from a provider of identity, tried against a real one: whom it names is one entrant, and no session."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from joserfc.jwk import RSAKey
from tests.accounts.provider import Provider, set_up
from tests.contests.desk import DESK, Place, as_, filled, html
from tests.factories import contests, plans, running_contest

from danbiet.accounts.models import User
from danbiet.accounts.views import provider as provider_views
from danbiet.contests import models
from danbiet.contests.actions.entering import Particulars, enter_vouched
from danbiet.contests.actions.refusals import NotNow
from danbiet.contests.actions.sealing import freeze_contest
from danbiet.contests.calc.persons import account_hash, subject_hash
from danbiet.contests.calc.rules import Audience
from danbiet.contests.queries.checking import check_contest
from danbiet.contests.views.entrance import tokens

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
DOOR = "/hoi-thi/cchc-2021/vao-bang-dinh-danh/"
BACK = "/hoi-thi/_dinh-danh/ve/"
HOI = {
    "name": "Trần Văn Hỏi", "birthdate": "1990-11-20", "phone_number": "0912345678", "phone_number_verified": True,
}  # fmt: skip
FORM = {"audience": "can-bo", "unit": "so-tu-phap", "consent": "on"}


@pytest.fixture
def one(settings: Any) -> models.Round:
    settings.DANBIET_TODAY = None
    settings.DANBIET_PLAY_URL = "https://thi.example.vn"
    made = running_contest.running(opens=datetime.now(UTC) - timedelta(minutes=5))
    models.Audience.objects.update(entry="oidc")
    models.HeadCount.objects.create(
        contest=made.contest, unit=plans.unit("Sở Tư pháp"), code="so-tu-phap", block="tinh", frozen_at=contests.AT
    )  # fmt: skip
    return made


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    with set_up(settings, monkeypatch, site=SITE, back=BACK, says=HOI) as made:
        yield made


def there(client: Client) -> str:
    """Where the provider sends the browser back to, after it signed in there."""
    out = client.get(f"{DOOR}di/")
    assert out.status_code == 302
    sent = requests.get(out["Location"], allow_redirects=False, timeout=5)
    assert sent.status_code == 302, sent.text
    assert sent.headers["Location"].startswith(f"{SITE}{BACK}")
    return str(sent.headers["Location"].removeprefix(SITE))


def signed_in(client: Client) -> Any:
    """The page one comes back to."""
    answer = client.get(there(client))
    assert (answer.status_code, answer["Location"]) == (303, DOOR)
    return client.get(DOOR)


def enter(client: Client, **said: str) -> Any:
    page = signed_in(client)
    return client.post(DOOR, {**FORM, "key": page.context["said"].key, **said})


def token_in(answer: Any) -> list[str]:
    return tokens().read("e", parse_qs(urlsplit(answer["Location"]).query)["t"][0], fields=5)


def test_whoever_signs_in_is_asked_only_for_the_rest_and_goes_on_into_the_rush(
    client: Client, one: models.Round, provider: Provider
) -> None:
    page = signed_in(client)
    assert "Trần Văn Hỏi" in html(page)
    assert "20/11/1990" in html(page)
    assert set(page.context["form"].fields) == {"audience", "unit", "consent"}

    answer = client.post(DOOR, {**FORM, "key": page.context["said"].key})

    assert answer.status_code == 303
    assert answer["Location"].startswith("https://thi.example.vn/thi/cchc-2021/?t=")
    entrant = models.Entrant.objects.get()
    assert token_in(answer)[:4] == ["cchc-2021", entrant.code, "0", "so-tu-phap"]
    assert (entrant.user, entrant.birth_year) == (None, 1990)
    said = entrant.contact
    assert (said.name, said.phone, said.birth_on) == ("Trần Văn Hỏi", "0912345678", "1990-11-20")


def test_providers_word_for_the_person_is_the_identity_and_stands_nowhere(
    client: Client, one: models.Round, provider: Provider
) -> None:
    enter(client)

    entrant = models.Entrant.objects.get()
    pepper = bytes.fromhex(one.contest.pepper)
    assert bytes(entrant.unique_hash or b"") == subject_hash(provider.issuer, "hoi-1", pepper=pepper)
    assert "hoi-1" not in str(vars(entrant)) + str(vars(entrant.contact))
    assert subject_hash("a", "1", pepper=pepper) != account_hash(1, pepper=pepper)
    assert not User.objects.filter(username__contains="hoi").exists()


def test_same_person_on_another_day_under_another_name_is_the_same_participant(
    client: Client, one: models.Round, provider: Provider
) -> None:
    first = enter(client)
    provider.says |= {"name": "Trần Thị Khác", "phone_number": "0999999999"}
    again = Client()
    page = signed_in(again)
    second = again.post(DOOR, {"key": page.context["said"].key})

    assert page.context["there"].code == models.Entrant.objects.get().code
    assert token_in(second)[:4] == token_in(first)[:4]
    assert models.Contact.objects.get().name == "Trần Văn Hỏi"


def test_two_people_with_the_same_name_and_telephone_are_two(
    client: Client, one: models.Round, provider: Provider
) -> None:
    enter(client)
    provider.says["sub"] = "hoi-2"
    enter(Client())

    assert models.Entrant.objects.count() == 2


def test_what_the_provider_has_not_said_is_asked(
    client: Client, one: models.Round, provider: Provider
) -> None:
    provider.says = {"phone_number": "0912345678"}  # not checked by the provider, no name, no day of birth
    page = signed_in(client)
    assert {"name", "birth", "phone"} <= set(page.context["form"].fields)
    key = page.context["said"].key

    assert client.post(DOOR, {**FORM, "key": key}).status_code == 422
    rest = {"name": "Lê Thị Mới", "birth": "1/2/1980", "phone": "0987 654 321"}
    assert client.post(DOOR, {**FORM, "key": key, **rest}).status_code == 303
    assert models.Contact.objects.get().name == "Lê Thị Mới"


def test_vouched_name_cannot_be_typed_over(client: Client, one: models.Round, provider: Provider) -> None:
    enter(client, name="Người Khác", phone="0999999999", birth="1/1/2015")

    assert models.Contact.objects.get().name == "Trần Văn Hỏi"
    assert models.Contact.objects.get().phone == "0912345678"


@pytest.mark.parametrize("said", [{"consent": ""}, {"unit": "so-khac"}, {"audience": "nguoi-dan"}])
def test_without_consent_or_with_a_group_or_unit_that_is_none_nobody_comes_in(
    client: Client, one: models.Round, provider: Provider, said: dict[str, str]
) -> None:
    assert enter(client, **said).status_code == 422
    assert not models.Entrant.objects.exists()


def test_ages_of_the_group_hold_and_the_young_need_a_guardian(
    client: Client, provider: Provider, settings: Any
) -> None:
    settings.DANBIET_TODAY, settings.DANBIET_PLAY_URL = None, "https://thi.example.vn"
    pupils = Audience("can-bo", "Học sinh", min_age=10, max_age=18, guardian_below=16)
    running_contest.running(opens=datetime.now(UTC) - timedelta(minutes=5), audiences=(pupils,), units=None)
    models.Audience.objects.update(entry="oidc")
    year = datetime.now(UTC).year
    provider.says["birthdate"] = f"{year - 5}-01-01"
    assert "độ tuổi" in html(enter(client), 422)
    provider.says["birthdate"] = f"{year - 12}-01-01"
    assert enter(client).status_code == 422

    assert enter(client, guardian="Trần Văn Cha").status_code == 303
    entrant = models.Entrant.objects.get()
    assert entrant.has_guardian_consent
    assert entrant.contact.guardian == "Trần Văn Cha"


def test_no_session_is_opened_and_cookies_go_to_their_own_door_alone(
    client: Client, one: models.Round, provider: Provider
) -> None:
    out = client.get(f"{DOOR}di/")
    sent = requests.get(out["Location"], allow_redirects=False, timeout=5)
    answer = client.get(sent.headers["Location"].removeprefix(SITE))
    page = client.get(DOOR)
    done = client.post(DOOR, {**FORM, "key": page.context["said"].key})

    way, said = out.cookies["danbiet_thi_duong_ve"], answer.cookies["danbiet_thi_dinh_danh"]
    for cookie, path, most in ((way, BACK, 600), (said, DOOR, 1800)):
        assert (cookie["path"], cookie["max-age"], cookie["samesite"], bool(cookie["httponly"])) == (
            path,
            most,
            "Lax",
            True,
        )
    assert answer.cookies["danbiet_thi_duong_ve"]["max-age"] == 0  # a return counts once
    assert done.cookies["danbiet_thi_dinh_danh"]["max-age"] == 0
    names = {*out.cookies, *answer.cookies, *page.cookies, *done.cookies}
    assert {"sessionid", "csrftoken"}.isdisjoint(names)
    assert "hoi-1" not in said.value


def refused(answer: Any) -> None:
    assert answer.status_code == 502
    assert "danbiet_thi_dinh_danh" not in answer.cookies
    assert not models.Entrant.objects.exists()


def test_return_that_is_played_again_is_refused(
    client: Client, one: models.Round, provider: Provider
) -> None:
    address = there(client)
    kept = client.cookies["danbiet_thi_duong_ve"].value
    assert client.get(address).status_code == 303

    refused(client.get(address))  # the journey has ended
    thief = Client()
    thief.cookies["danbiet_thi_duong_ve"] = kept
    refused(thief.get(address))  # with the journey's cookie: the provider gives a code once


def test_return_in_another_browser_without_its_state_or_with_a_code_nobody_gave_is_refused(
    client: Client, one: models.Round, provider: Provider
) -> None:
    address = there(client)
    refused(Client().get(address))
    refused(client.get(f"{BACK}?code=abc&state=other"))
    again = there(client)
    state = parse_qs(urlsplit(again).query)["state"][0]
    refused(client.get(f"{BACK}?code=invented&state={state}"))


@pytest.mark.parametrize(
    "lie",
    [{"iss": "https://other.example"}, {"aud": ["another"]}, {"exp": 1}, {"nonce": "other"}, {"sub": ""}],
)
def test_token_that_is_for_somebody_else_old_or_names_nobody_is_refused(
    client: Client, one: models.Round, provider: Provider, lie: dict[str, Any]
) -> None:
    provider.lies = lie

    refused(client.get(there(client)))


def test_token_signed_with_another_key_is_refused(
    client: Client, one: models.Round, provider: Provider
) -> None:
    provider.shown_key = RSAKey.generate_key(2048, parameters={"kid": "k1", "use": "sig", "alg": "RS256"})

    refused(client.get(there(client)))


def test_forged_cookie_other_contest_and_foreign_form_let_nobody_in(
    client: Client, one: models.Round, provider: Provider
) -> None:
    page = signed_in(client)
    key, kept = page.context["said"].key, client.cookies["danbiet_thi_dinh_danh"].value
    assert client.post(DOOR, FORM).status_code == 403  # a foreign page does not know the key
    assert client.post(DOOR, {**FORM, "key": "0" * 64}).status_code == 403
    forger = Client()
    forger.cookies["danbiet_thi_dinh_danh"] = kept[:-3] + "AAA"
    assert forger.post(DOOR, {**FORM, "key": key}).status_code == 403

    other = running_contest.running(key="khac", opens=datetime.now(UTC) - timedelta(minutes=5))
    models.Audience.objects.filter(contest=other.contest).update(entry="oidc")
    carried = Client()
    carried.cookies["danbiet_thi_dinh_danh"] = kept
    assert carried.post("/hoi-thi/khac/vao-bang-dinh-danh/", {**FORM, "key": key}).status_code == 403
    assert not models.Entrant.objects.exists()


def test_provider_that_is_away_is_said_and_leads_back_to_the_contest(
    client: Client, one: models.Round, provider: Provider, settings: Any
) -> None:
    settings.DANBIET_OIDC_ISSUER = "http://127.0.0.1:9"
    provider_views._described.cache_clear()
    answer = client.get(f"{DOOR}di/")

    refused(answer)
    assert DOOR in html(answer, 502)


def test_without_a_provider_or_for_other_groups_there_is_no_such_door(
    client: Client, one: models.Round, settings: Any
) -> None:
    for address in (DOOR, f"{DOOR}di/", BACK):
        assert client.get(address).status_code == 404
    assert DOOR not in html(client.get("/hoi-thi/cchc-2021/"))

    settings.DANBIET_OIDC_ISSUER = "https://dangnhap.example.vn"
    assert DOOR in html(client.get(DOOR)) or client.get(DOOR).status_code == 200
    models.Audience.objects.update(entry="open")
    assert client.get(DOOR).status_code == 404


def test_contest_that_has_ended_or_another_door_lets_nobody_in_from_a_provider(one: models.Round) -> None:
    audience, said = models.Audience.objects.get(), Particulars("Trần Văn Hỏi", datetime(1990, 11, 20).date())
    more = {"person": b"1" * 32, "said": said, "unit": "", "at": contests.AT}
    audience.entry = "account"
    with pytest.raises(NotNow):
        enter_vouched(one.contest, audience, **more)  # type: ignore[arg-type]
    audience.entry = "oidc"
    one.contest.state = "final"
    with pytest.raises(NotNow):
        enter_vouched(one.contest, audience, **more)  # type: ignore[arg-type]


def _typed(contest: models.Contest, key: str) -> dict[str, Any]:
    return {
        "version": contest.version, "audiences-TOTAL_FORMS": "1", "audiences-INITIAL_FORMS": "1", "audiences-MIN_NUM_FORMS": "0",
        "audiences-MAX_NUM_FORMS": "200", "audiences-0-name": "Người dân", "audiences-0-key": key, "audiences-0-entry": "oidc",
    }  # fmt: skip


def test_desk_offers_the_provider_only_where_one_is_set_up_and_says_so(place: Place, settings: Any) -> None:
    contest = filled(place)
    page = f"{DESK}{contest.pk}/the-le/doi-tuong/"
    key = contest.draft["rules"]["audiences"][0]["key"]
    office = as_(place.office)
    shown = html(office.get(page))
    assert 'value="oidc"' not in shown
    assert "nhà cung cấp định danh" in shown
    assert office.post(page, _typed(contest, key)).status_code == 200  # refused, nothing kept
    contest.refresh_from_db()
    assert contest.draft.get("entry", {}) == {}

    settings.DANBIET_OIDC_ISSUER, settings.DANBIET_OIDC_NAME = "https://dangnhap.example.vn", "VNeID thử"
    shown = html(office.get(page))
    assert 'value="oidc"' in shown
    assert "VNeID thử" in shown
    assert office.post(page, _typed(contest, key)).status_code == 302
    contest.refresh_from_db()
    assert contest.draft["entry"] == {key: "oidc"}


def test_groups_with_different_doors_are_warned_of_and_may_be_sealed(place: Place, settings: Any) -> None:
    contest = filled(place)
    settings.DANBIET_OIDC_ISSUER, settings.DANBIET_OIDC_NAME = "https://dangnhap.example.vn", "VNeID thử"
    groups = contest.draft["rules"]["audiences"]
    groups.append({**groups[0], "key": "cong-dan", "name": "Công dân"})
    first, other = [one["key"] for one in groups]
    on = datetime(2021, 6, 1, 3, tzinfo=UTC).date()

    def warned(entry: dict[str, str]) -> list[str]:
        contest.draft["entry"] = entry
        contest.save(update_fields=["draft"])
        checked = check_contest(contest, on=on)
        assert not [one for one in checked.errors if one.code == "several_doors"]
        return [one.code for one in checked.warnings if one.code == "several_doors"]

    assert warned({}) == []
    assert warned({first: "oidc", other: "oidc"}) == []
    assert warned({first: "oidc"}) == ["several_doors"]
    assert "cùng một người" in html(as_(place.office).get(f"{DESK}{contest.pk}/the-le/doi-tuong/"))


def test_rules_with_a_provider_that_is_not_there_are_refused_with_a_sentence(
    place: Place, settings: Any
) -> None:
    contest = filled(place)
    key = contest.draft["rules"]["audiences"][0]["key"]
    contest.draft["entry"] = {key: "oidc"}
    contest.save(update_fields=["draft"])
    at = datetime(2021, 6, 1, 3, tzinfo=UTC)

    assert [one.code for one in check_contest(contest, on=at.date()).errors] == ["no_provider"]
    shown = html(as_(place.office).get(f"{DESK}{contest.pk}/the-le/doi-tuong/"))
    assert "chưa có nhà cung cấp nào được cấu hình" in shown
    assert (
        '<option value="oidc" selected>' in shown
    )  # what was chosen is seen, not changed behind anybody's back
    with pytest.raises(NotNow):
        freeze_contest(contest.pk, version=contest.version, by=place.office, at=at)

    settings.DANBIET_OIDC_ISSUER = "https://dangnhap.example.vn"
    freeze_contest(contest.pk, version=contest.version, by=place.office, at=at)
    assert models.Audience.objects.get(contest=contest).entry == "oidc"
