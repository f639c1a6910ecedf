"""Texts that come with their history: the moments are those given, everything else is as with any publication."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from danbiet.measures.models import Event
from danbiet.newsroom.actions.loading import (
    Text,
    load_adoption,
    load_draft,
    load_published,
    load_submission,
    load_version,
)
from danbiet.newsroom.models import Adoption, ArticlePage, Correction, GoodModelPage, Publication, StepState

WRITTEN, SHOWN, MENDED = (datetime(2021, 3, day, 2, tzinfo=UTC) for day in (1, 2, 5))


def text(unit, *, kind="news", **fields):
    said = {
        "title": "Một bài",
        "body": [{"type": "text", "value": "<p>Lời</p>"}],
        "dated_on": date(2021, 3, 2),
    }
    return Text(kind, unit.pk, said | fields)


def test_text_stands_before_readers_since_the_moment_given(cast):
    page_id = load_draft(text(cast.justice), by=cast.editor, at=WRITTEN)
    assert not ArticlePage.objects.get().live

    load_published(page_id, by=cast.head, at=SHOWN)

    page = ArticlePage.objects.get()
    assert page.live
    assert (page.first_published_at, page.last_published_at, page.dated_on) == (
        SHOWN,
        SHOWN,
        date(2021, 3, 2),
    )
    assert page.get_latest_revision().created_at == WRITTEN
    [line] = Publication.objects.all()
    assert (line.kind, line.by_id, line.at, line.is_own) == ("first", cast.head.pk, SHOWN, False)
    assert Event.objects.get().recorded_at == SHOWN


def test_later_version_is_a_correction_with_its_note(cast):
    page_id = load_draft(text(cast.justice), by=cast.editor, at=WRITTEN)
    load_published(page_id, by=cast.head, at=SHOWN)
    better = {
        "body": [{"type": "text", "value": "<p>Đúng</p>"}],
        "change": "correction",
        "correction": "Sửa một chữ.",
    }

    load_version(page_id, better, by=cast.editor, at=MENDED)
    assert "Lời" in str(ArticlePage.objects.get().body)
    load_published(page_id, by=cast.head, at=MENDED)

    page = ArticlePage.objects.get()
    assert "Đúng" in str(page.body)
    assert (page.first_published_at, page.last_published_at) == (SHOWN, MENDED)
    assert [(one.on, one.text) for one in Correction.objects.all()] == [(date(2021, 3, 5), "Sửa một chữ.")]


def test_body_that_the_admin_would_refuse_is_refused(cast):
    nameless = [
        {
            "type": "table",
            "value": {"table": {"caption": "", "columns": [{"type": "text", "heading": "A"}], "rows": []}},
        }
    ]
    with pytest.raises(ValidationError):
        load_draft(text(cast.justice, body=nameless), by=cast.editor, at=WRITTEN)
    assert not ArticlePage.objects.exists()


def test_body_keeps_only_what_may_stand_in_a_text(cast):
    wild = [{"type": "text", "value": "<p>Lời<script>x()</script></p>"}]
    load_draft(text(cast.justice, body=wild), by=cast.editor, at=WRITTEN)
    assert "script" not in str(ArticlePage.objects.get().body)


def test_text_sent_in_waits_since_the_moment_given(cast):
    page_id = load_draft(text(cast.justice), by=cast.editor, at=WRITTEN)

    step = load_submission(page_id, by=cast.editor, at=SHOWN)

    state = StepState.objects.get(pk=step)
    assert (state.unit_id, state.author_id, state.arrived_at) == (cast.justice.pk, cast.editor.pk, SHOWN)


@pytest.mark.parametrize(("is_live", "counted"), [(True, 1), (False, 0)])
def test_adoption_counts_when_the_model_is_before_readers(cast, is_live, counted):
    page_id = load_draft(text(cast.justice, kind="models"), by=cast.editor, at=WRITTEN)
    if is_live:
        load_published(page_id, by=cast.head, at=SHOWN)

    load_adoption(
        page_id, unit_id=cast.health.pk, on=date(2021, 3, 4), result="Tốt", by=cast.other_head, at=MENDED
    )

    assert Adoption.objects.get().model == GoodModelPage.objects.get()
    assert Event.objects.filter(measure="models_adopted", unit_id=cast.health.pk).count() == counted
