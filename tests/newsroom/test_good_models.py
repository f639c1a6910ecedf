"""A good model: nominated by a unit, verified by the reform office, published by the head, taken over by others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from danbiet.accounts.models import User
from danbiet.measures.queries import EventFilter, events_matching
from danbiet.newsroom.actions.good_models import (
    Words,
    adopt_model,
    amend_nomination,
    nominate,
    take_back_adoption,
    verify_nomination,
)
from danbiet.newsroom.actions.refusals import AlreadyDecided, Incomplete, NotYours
from danbiet.newsroom.enums import NominationState
from danbiet.newsroom.models import Adoption, GoodModelPage, Nomination, SectionPage
from danbiet.org.queries import rights_of
from danbiet.outbox.models import Message

from .conftest import Cast, Draft, publish, signed_in

ON = date(2021, 6, 15)
AT = datetime(2021, 6, 15, 2, tzinfo=UTC)
WORDS = Words(
    title="Ngày thứ bảy vì dân",
    field="procedures",
    summary="Một cửa mở sáng thứ bảy.",
    description="Hai người trực.\n<b>Không</b> thu phí.",
    results="120 hồ sơ mỗi tháng.",
)


def nominated(cast: Cast, *, by: Any = None) -> Nomination:
    person = by or cast.officer
    return nominate(WORDS, unit_id=cast.justice.pk, by=person, rights=rights_of(person, ON), at=AT)


def verified(
    cast: Cast, row: Nomination, *, by: Any = None, is_good: bool = True, note: str = "Đã kiểm tra sổ trực"
) -> Nomination:
    person = by or cast.office
    return verify_nomination(
        row.pk, is_good=is_good, note=note, by=person, rights=rights_of(person, ON), at=AT
    )


def published(cast: Cast) -> GoodModelPage:
    page = GoodModelPage.objects.get(pk=verified(cast, nominated(cast)).page_id)
    live: GoodModelPage = publish(page, cast.head)
    return live


def adopted(cast: Cast, page: GoodModelPage, **said: Any) -> Adoption:
    given = {
        "unit_id": cast.health.pk,
        "on": date(2021, 6, 1),
        "result": "Nhanh hơn",
        "by": cast.other_editor,
    } | said
    return adopt_model(page.pk, rights=rights_of(given["by"], ON), at=AT, **given)


def counted(measure: str) -> list[tuple[int, date]]:
    return [(event.unit_id, event.on) for event in events_matching(EventFilter(measure=measure))]


def test_nomination_verified_begins_a_draft_in_the_name_of_the_unit(cast: Cast) -> None:
    row = verified(cast, nominated(cast))

    page = GoodModelPage.objects.get(pk=row.page_id)
    assert (page.title, page.unit_id, page.nominated_by_id, page.live) == (
        WORDS.title,
        cast.justice.pk,
        cast.justice.pk,
        False,
    )
    assert str(page.body[0].value) == (
        "<p>Hai người trực.</p><p>&lt;b&gt;Không&lt;/b&gt; thu phí.</p><h2>Kết quả mang lại</h2><p>120 hồ sơ mỗi tháng.</p>"
    )
    assert counted("models_published") == []


def test_model_published_after_verification_counts_for_the_unit_that_nominated(
    cast: Cast, client: Client
) -> None:
    page = published(cast)

    assert counted("models_published") == [(cast.justice.pk, ON)]
    assert "thẩm định ngày 15/06/2021" in client.get(f"/mo-hinh-hay/{page.slug}/").content.decode()


def test_reform_office_above_is_told_of_a_nomination_and_nobody_else(cast: Cast) -> None:
    User.objects.update(email="hop.thu@example.vn")

    nominated(cast)

    [letter] = Message.objects.all()
    assert letter.to_user == cast.office
    assert letter.subject == f"Mô hình hay chờ thẩm định: {WORDS.title}"
    assert WORDS.summary in letter.body


def test_nominator_is_told_the_verdict(cast: Cast) -> None:
    cast.officer.email = "chuyenvien@example.vn"
    cast.officer.save()

    verified(cast, nominated(cast), is_good=False, note="Chưa có số liệu")

    [letter] = Message.objects.filter(to_user=cast.officer)
    assert letter.subject == f"Chưa được chấp nhận: {WORDS.title}"
    assert "Chưa có số liệu" in letter.body


@pytest.mark.parametrize("who", ["officer", "head", "editor", "other_head", "auditor"])
def test_verdict_by_anybody_but_the_reform_office_above_is_refused(cast: Cast, who: str) -> None:
    row = nominated(cast)

    with pytest.raises(NotYours):
        verified(cast, row, by=getattr(cast, who))

    row.refresh_from_db()
    assert (row.state, row.page_id) == (NominationState.WAITING, None)


def test_nobody_verifies_an_own_nomination(cast: Cast) -> None:
    with pytest.raises(NotYours):
        verified(cast, nominated(cast, by=cast.office), by=cast.office)


def test_nomination_for_a_unit_one_does_not_work_for_is_refused(cast: Cast) -> None:
    with pytest.raises(NotYours):
        nominated(cast, by=cast.other_editor)


def test_verdict_without_a_word_on_what_was_checked_is_refused(cast: Cast) -> None:
    with pytest.raises(Incomplete):
        verified(cast, nominated(cast), note="  ")


def test_second_of_two_verdicts_is_refused_and_makes_no_second_page(cast: Cast) -> None:
    row = verified(cast, nominated(cast))

    with pytest.raises(AlreadyDecided):
        verified(cast, row)

    assert GoodModelPage.objects.count() == 1


def test_nomination_not_accepted_waits_again_once_it_is_said_better(cast: Cast) -> None:
    row = verified(cast, nominated(cast), is_good=False, note="Chưa có số liệu")

    better = replace(WORDS, results="120 hồ sơ, sổ trực kèm theo.")
    amend_nomination(row.pk, better, by=cast.officer, rights=rights_of(cast.officer, ON), at=AT)

    row.refresh_from_db()
    assert (row.state, row.note, row.results) == (NominationState.WAITING, "", "120 hồ sơ, sổ trực kèm theo.")


def test_verified_nomination_is_not_changed_behind_the_verdict(cast: Cast) -> None:
    row = verified(cast, nominated(cast))

    with pytest.raises(AlreadyDecided):
        amend_nomination(row.pk, WORDS, by=cast.officer, rights=rights_of(cast.officer, ON), at=AT)


def test_editors_begin_no_model_by_hand_and_copy_none(cast: Cast, draft: Draft) -> None:
    section = SectionPage.objects.get(kind="models", depth=3)
    page = draft(GoodModelPage, unit=cast.justice)
    client = signed_in(cast.editor)

    assert client.get(f"/soan-tin/pages/add/newsroom/goodmodelpage/{section.pk}/").status_code in {302, 403}
    assert client.get(f"/soan-tin/pages/{page.pk}/copy/").status_code in {302, 403}


def test_adoption_counts_for_the_unit_that_took_over_and_falls_with_the_model(cast: Cast) -> None:
    page = published(cast)

    adopted(cast, page)
    assert counted("models_adopted") == [(cast.health.pk, date(2021, 6, 1))]

    page.unpublish()
    assert counted("models_adopted") == []


def test_adoption_taken_back_counts_no_more_and_can_be_recorded_again(cast: Cast) -> None:
    page = published(cast)
    row = adopted(cast, page)

    take_back_adoption(
        row.pk, reason="Ghi nhầm", by=cast.other_editor, rights=rights_of(cast.other_editor, ON), at=AT
    )

    assert counted("models_adopted") == []
    [event] = events_matching(EventFilter(measure="models_adopted", state="withdrawn"))
    assert event.withdrawn_reason == "Ghi nhầm"
    adopted(cast, page)
    assert counted("models_adopted") == [(cast.health.pk, date(2021, 6, 1))]


def test_adoptions_that_make_no_sense_are_refused(cast: Cast) -> None:
    page = published(cast)
    adopted(cast, page)

    with pytest.raises(Incomplete):  # said already
        adopted(cast, page)
    with pytest.raises(Incomplete):  # its own model
        adopted(cast, page, unit_id=cast.justice.pk, by=cast.editor)
    with pytest.raises(Incomplete):  # a day to come
        adopted(cast, page, unit_id=cast.province.pk, by=cast.office, on=date(2021, 6, 16))
    with pytest.raises(NotYours):  # for others
        adopted(cast, page, by=cast.editor)
    page.unpublish()
    with pytest.raises(Incomplete):  # not before readers
        adopted(cast, page, unit_id=cast.province.pk, by=cast.office)


def test_day_of_a_model_on_the_desk(cast: Cast) -> None:
    officer, office, health = signed_in(cast.officer), signed_in(cast.office), signed_in(cast.other_editor)

    said = {"unit": cast.justice.pk, "title": WORDS.title, "field": WORDS.field, "summary": WORDS.summary,
            "description": WORDS.description, "results": WORDS.results}  # fmt: skip
    assert officer.post(reverse("newsroom:nomination-new"), said).status_code == 302
    row = Nomination.objects.get()
    assert "chờ anh/chị thẩm định" in office.get(reverse("newsroom:model-list")).content.decode()
    assert "chờ anh/chị thẩm định" not in officer.get(reverse("newsroom:model-list")).content.decode()

    url = reverse("newsroom:nomination", args=[row.pk])
    assert office.post(url, {"verdict": "good", "note": ""}).status_code == 422
    assert office.post(url, {"verdict": "good", "note": "Sổ trực"}).status_code == 302
    row.refresh_from_db()
    page = publish(row.page, cast.head)

    listed = health.get(reverse("newsroom:model-list"), {"xem": "cong-bo"}).content.decode()
    assert WORDS.title in listed
    adopt = reverse("newsroom:adoption-new", args=[page.pk])
    assert health.post(adopt, {"unit": cast.justice.pk, "on": "2021-06-01"}).status_code == 422
    assert (
        health.post(adopt, {"unit": cast.health.pk, "on": "2021-06-01", "result": "Nhanh hơn"}).status_code
        == 302
    )
    shown = Client().get(f"/mo-hinh-hay/{page.slug}/").content.decode()
    assert "Sở Y tế" in shown
    assert "Nhanh hơn" in shown

    gone = reverse("newsroom:adoption-gone", args=[Adoption.objects.get().pk])
    assert signed_in(cast.editor).post(gone, {"reason": "x"}).status_code == 403
    assert health.post(gone, {"reason": "Ghi nhầm"}).status_code == 302
    assert not Adoption.objects.exists()
