"""The link in a letter: opens the text for one person, asks for the password, decides once."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client

from danbiet.newsroom.enums import Decision
from danbiet.newsroom.models import ArticlePage, Publication
from danbiet.newsroom.queries import approval_links
from danbiet.newsroom.queries.approval import return_of
from danbiet.newsroom.queries.approval_links import token_for
from danbiet.org.models import Membership
from danbiet.outbox.models import Message

from .conftest import publish, signed_in
from .test_approval import ON, send_in, take

PASSWORD = "mot-mat-khau-dai"


@pytest.fixture
def letter(cast, draft):
    """The address in the letter to the head, and the page."""
    for person in (cast.head, cast.other_head):
        person.email = f"{person.username}@example.vn"
        person.set_password(PASSWORD)
        person.save()
    page = draft(unit=cast.justice, title="Một cửa điện tử", body=[("text", "<p>Nội dung chờ duyệt</p>")])
    state = send_in(page, cast.editor)
    [message] = Message.objects.filter(to_user=cast.head)
    [address] = re.findall(r"https?://[^/\s]+(/duyet/\S+)", message.body)
    return address, page, state


def confirmed(address, password=PASSWORD):
    client = Client()
    return client, client.post(address, {"password": password})


def live():
    return ArticlePage.objects.get().live


def test_link_shows_the_text_and_asks_for_the_password_before_the_decision(letter, client):
    answer = client.get(letter[0])

    body = answer.content.decode()
    assert answer.status_code == 200
    assert "Nội dung chờ duyệt" in body
    assert "Sở Tư pháp" in body
    assert 'name="password"' in body
    assert 'name="decision"' not in body
    assert "no-store" in answer.headers["Cache-Control"]


def test_opening_the_link_any_number_of_times_decides_nothing(letter, client):
    for _ in range(3):
        client.get(letter[0])
        client.head(letter[0])

    assert not live()


def test_password_and_decision_publish(letter, cast):
    client, answer = confirmed(letter[0])
    assert answer.status_code == 302
    assert 'name="decision"' in client.get(letter[0]).content.decode()

    client.post(letter[0], {"decision": "now"})

    assert live()
    assert Publication.objects.get().by == cast.head


def test_somebody_signed_in_already_says_the_password_again(letter, cast):
    client = signed_in(cast.head)
    assert client.post(letter[0], {"decision": "now"}).status_code == 200
    assert not live()

    client.post(letter[0], {"password": PASSWORD})
    client.post(letter[0], {"decision": "now"})

    assert live()


def test_decision_without_the_password_is_not_taken(letter, client):
    client.post(letter[0], {"decision": "now"})

    assert not live()


def test_wrong_password_opens_nothing_and_many_close_the_door(letter):
    client, answer = confirmed(letter[0], "sai-mat-khau")
    assert answer.status_code == 422
    client.post(letter[0], {"decision": "now"})
    assert not live()

    answers = [client.post(letter[0], {"password": "sai-mat-khau"}).status_code for _ in range(10)]

    assert answers[-1] == 429
    assert client.post(letter[0], {"password": PASSWORD}).status_code == 429


def test_decision_without_a_csrf_token_is_refused(letter):
    assert Client(enforce_csrf_checks=True).post(letter[0], {"password": PASSWORD}).status_code == 403


def test_link_used_twice_says_what_became_of_it(letter):
    client, _ = confirmed(letter[0])
    client.post(letter[0], {"decision": "now"})

    answer = client.get(letter[0])

    assert answer.status_code == 409
    assert "Thủ Trưởng" in answer.content.decode()
    assert "Nội dung chờ duyệt" not in answer.content.decode()


def test_link_of_a_text_changed_since_is_closed(letter):
    _address, page, _state = letter
    client, _ = confirmed(letter[0])
    page.title = "Bản mới hơn"
    page.save_revision()

    assert client.get(letter[0]).status_code == 409
    assert client.post(letter[0], {"decision": "now"}).status_code == 409
    assert not live()


def test_link_of_a_text_taken_back_is_closed(letter, client):
    letter[1].current_workflow_state.cancel()

    assert client.get(letter[0]).status_code == 409


def test_link_of_somebody_no_longer_head_is_closed(letter, cast):
    client, _ = confirmed(letter[0])
    Membership.objects.filter(user=cast.head).update(ends_on=ON)

    assert client.post(letter[0], {"decision": "now"}).status_code == 409
    assert not live()


def test_link_of_a_person_shut_out_is_closed(letter, cast, client):
    cast.head.is_active = False
    cast.head.save()

    assert client.get(letter[0]).status_code == 410


def test_link_in_somebody_elses_session_shows_nothing_of_the_text(letter, cast):
    answer = signed_in(cast.other_head).get(letter[0])

    assert answer.status_code == 403
    assert "Một cửa điện tử" not in answer.content.decode()
    assert "Thủ Trưởng" in answer.content.decode()


def test_password_of_another_account_does_not_open_the_link(letter, cast, client):
    cast.head.set_password("mot-mat-khau-khac")
    cast.head.save()

    assert client.post(letter[0], {"password": PASSWORD}).status_code == 422


def test_link_older_than_seven_days_has_expired(letter, client, monkeypatch):
    monkeypatch.setattr(approval_links, "GOOD_FOR", timedelta(seconds=-1))

    assert client.get(letter[0]).status_code == 410


@pytest.mark.parametrize("spoil", [lambda t: t[:-2] + "xx", lambda t: "x", lambda t: "a:b:c"])
def test_spoiled_link_is_refused(letter, client, spoil):
    token = letter[0].split("/")[2]

    assert client.get(f"/duyet/{spoil(token)}/").status_code == 404


def test_words_signed_for_another_purpose_open_nothing(letter, cast, client):
    _address, page, state = letter
    said = {"s": state.pk, "u": cast.head.pk, "r": page.latest_revision_id}

    assert client.get(f"/duyet/{signing.dumps(said)}/").status_code == 404


def test_confirmation_for_one_text_does_not_serve_another(letter, cast, draft):
    client, _ = confirmed(letter[0])
    other = send_in(draft(unit=cast.justice, title="Bài thứ hai"), cast.editor)

    client.post(f"/duyet/{token_for(other, cast.head)}/", {"decision": "now"})

    assert not ArticlePage.objects.get(title="Bài thứ hai").live


def test_return_from_the_letter_needs_a_reason(letter):
    client, _ = confirmed(letter[0])
    assert client.post(letter[0], {"decision": "return"}).status_code == 422

    client.post(letter[0], {"decision": "return", "reason": "Thiếu số liệu"})

    assert return_of(letter[1].pk).comment == "Thiếu số liệu"


def test_appointment_from_the_letter_is_in_the_hour_of_vietnam(letter):
    client, _ = confirmed(letter[0])
    past = {"decision": "later", "go_live_at": "2020-01-01T08:00"}
    assert client.post(letter[0], past).status_code == 422

    client.post(letter[0], {"decision": "later", "go_live_at": "2099-01-01T08:00"})

    page = ArticlePage.objects.get()
    moment = page.get_latest_revision().approved_go_live_at
    assert not page.live
    assert moment == datetime(2099, 1, 1, 1, tzinfo=UTC)  # seven hours before Vietnam's eight o'clock


def test_new_version_of_a_known_page_shows_what_differs_and_asks_what_it_is(cast, draft):
    cast.head.set_password(PASSWORD)
    cast.head.save()
    page = publish(draft(unit=cast.justice, title="Tên cũ rích", summary="Tóm tắt giữ nguyên"))
    page.title = "Tên mới tinh"
    page.save_revision()
    state = send_in(ArticlePage.objects.get(), cast.editor)
    address = f"/duyet/{token_for(state, cast.head)}/"
    client, _ = confirmed(address)

    body = client.get(address).content.decode()
    assert "<del>cũ rích</del>" in body
    assert "<ins>mới tinh</ins>" in body
    assert client.post(address, {"decision": "now"}).status_code == 422
    client.post(
        address, {"decision": "now", "change": "correction", "correction": "Tên đúng là Tên mới tinh."}
    )

    assert ArticlePage.objects.get().title == "Tên mới tinh"
    assert Publication.objects.first().note == "Tên đúng là Tên mới tinh."


def test_decision_on_the_desk_closes_the_letter(letter, cast, client):
    take(letter[2], cast.head, Decision.RETURN, reason="Sửa lại")

    assert client.get(letter[0]).status_code == 409
