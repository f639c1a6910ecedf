"""What a page for readers must have: the form says so, and no way around the form leads to readers without it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from danbiet.newsroom.actions.refusals import Incomplete
from danbiet.newsroom.blocks import BODY
from danbiet.newsroom.models import ArticlePage, OfficialDocumentPage, PublicPage, VideoPage
from tests.factories import pages

from .conftest import Cast, Draft, publish, signed_in

BLOCKS = dict(BODY)
WORDS = [{"type": "label", "heading": "Quý"}, {"type": "number", "heading": "Hồ sơ"}]


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def silent_picture() -> Any:
    """A picture that came in before descriptions were asked for."""
    made = pages.picture()
    made.description = ""
    made.save()
    return made


def table(**said: Any) -> dict[str, Any]:
    return {"caption": "Số liệu", "columns": WORDS, "rows": [{"values": ["I", "12"]}]} | said


def refused(kind: str, said: dict[str, Any]) -> bool:
    block = BLOCKS[kind]
    try:
        block.clean(block.to_python(said))
    except ValidationError:
        return True
    return False


def test_picture_without_alternative_text_is_refused_and_with_one_of_the_two_taken(db: None) -> None:
    silent, said = silent_picture().pk, pages.picture().pk

    assert refused("picture", {"picture": silent, "alternative": ""})
    assert refused("picture", {"picture": silent, "alternative": "   "})
    assert not refused("picture", {"picture": silent, "alternative": "Quầy tiếp nhận"})
    assert not refused("picture", {"picture": said, "alternative": ""})


def test_gallery_refuses_one_silent_picture_among_others_and_a_single_one(db: None) -> None:
    silent, said = {"picture": silent_picture().pk}, {"picture": pages.picture().pk}

    assert refused("gallery", {"title": "", "pictures": [said, silent]})
    assert refused("gallery", {"title": "", "pictures": [said]})
    assert not refused("gallery", {"title": "", "pictures": [said, said]})


@pytest.mark.parametrize(
    ("what", "is_refused"),
    [
        ({}, False),
        ({"caption": " "}, True),
        ({"rows": []}, True),
        ({"columns": [WORDS[0], {"type": "number", "heading": ""}]}, True),
        (
            {"columns": WORDS[::-1], "rows": [{"values": ["12", "I"]}]},
            True,
        ),  # numbers before what they are of
        ({"columns": WORDS[:1], "rows": [{"values": ["I"]}]}, True),  # nothing to draw
    ],
)
def test_chart_needs_a_name_headings_words_and_numbers(what: dict[str, Any], is_refused: bool) -> None:
    assert refused("chart", {"kind": "bar", "unit": "hồ sơ", "table": table(**what)}) is is_refused


@pytest.mark.parametrize(("what", "is_refused"), [({}, False), ({"caption": ""}, True), ({"rows": []}, True)])
def test_table_needs_a_name_and_rows(what: dict[str, Any], is_refused: bool) -> None:
    numbers = {"columns": [{"type": "text", "heading": "Quý"}], "rows": [{"values": ["I"]}]}

    assert (
        refused("table", {"table": table(**numbers) | what, "names_rows": True, "source": ""}) is is_refused
    )


def flaws(page: PublicPage) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    return set(refusal.value.error_dict)


def test_page_without_title_or_with_a_cover_nobody_can_hear_is_refused(cast: Cast) -> None:
    assert flaws(ArticlePage(title="  ", unit=cast.justice)) == {"title"}
    assert flaws(ArticlePage(title="Bài", unit=cast.justice, cover=silent_picture())) == {"cover"}


def test_translation_of_itself_and_into_the_same_language_is_refused(cast: Cast, draft: Draft) -> None:
    first = draft(unit=cast.justice)

    assert flaws(ArticlePage(title="Bản dịch", unit=cast.justice, language="vi", original=first)) == {
        "original"
    }
    first.original = first
    assert flaws(first) == {"original"}


def test_document_that_ends_before_it_begins_or_supersedes_itself_is_refused(
    cast: Cast, draft: Draft
) -> None:
    said = {"number": "1/KH", "issued_on": date(2021, 1, 5), "issuer": "UBND tỉnh", "unit": cast.justice}
    ended = OfficialDocumentPage(
        title="Kế hoạch", in_force_from=date(2021, 2, 1), expires_on=date(2021, 1, 31), **said
    )
    own = draft(OfficialDocumentPage, **said)
    own.superseded_by = own

    assert flaws(ended) == {"expires_on"}
    assert flaws(own) == {"superseded_by"}


def half_done(cast: Cast, draft: Draft) -> ArticlePage:
    """A draft as the rooms save it, with a picture whose alternative text is still to come."""
    body = [{"type": "picture", "value": {"picture": silent_picture().pk, "alternative": ""}}]
    page: ArticlePage = draft(unit=cast.justice)
    page.body = json.dumps(body)
    page.save_revision()
    return page


@pytest.mark.parametrize("way", ["bulk", "api"])
def test_way_around_the_form_leads_no_half_done_page_to_readers(cast: Cast, draft: Draft, way: str) -> None:
    page = half_done(cast, draft)
    address = {
        "bulk": reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={page.pk}&next=/soan-tin/",
        "api": f"/soan-tin/api/main/pages/{page.pk}/action/publish/",
    }[way]

    answer = signed_in(cast.head).post(address, {"include_descendants": ""})

    assert answer.status_code >= 400
    assert not ArticlePage.objects.get().live


def test_program_publishes_nothing_half_done_either(cast: Cast, draft: Draft) -> None:
    page = half_done(cast, draft)

    with pytest.raises(Incomplete, match="văn bản thay thế"):
        publish(page, cast.head)


def test_video_page_needs_no_prize_and_shows_those_it_names(cast: Cast, draft: Draft, client: Any) -> None:
    plain = pages.page(VideoPage, cast.justice, title="Phim")
    prized = pages.page(
        VideoPage,
        cast.justice,
        title="Phim đạt giải",
        contest="Hội thi tìm hiểu cải cách",
        contest_year=2019,
        prize="Giải Nhì",
    )

    shown = client.get(f"/video/{prized.slug}/").content.decode()
    assert all(words in shown for words in ("Hội thi tìm hiểu cải cách", "2019", "Giải Nhì"))
    assert (
        "Giải"
        not in client.get(f"/video/{plain.slug}/")
        .content.decode()
        .split("<footer")[0]
        .split("Phim đạt giải")[0]
    )
