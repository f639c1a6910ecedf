"""Texts in somebody's hands go to a successor: drafts, and those that wait for a step."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from danbiet.newsroom.actions.succession import pass_on_texts, texts_in_hand
from danbiet.newsroom.models import ArticlePage, SectionPage

AT = datetime(2021, 6, 15, 3, tzinfo=UTC)
ON = date(2021, 6, 15)


def text(cast: Any, title: str, *, live: bool = False) -> ArticlePage:
    news = SectionPage.objects.get(kind="news", depth=3)
    page = ArticlePage(
        title=title, unit=cast.justice, owner=cast.editor, live=live, first_published_at=AT if live else None
    )
    made: ArticlePage = news.add_child(instance=page)
    made.save_revision(user=cast.editor)
    return made


def test_drafts_and_waiting_texts_go_over_and_published_ones_stay(cast: Any) -> None:
    draft, waiting, out = text(cast, "Bản nháp"), text(cast, "Đang chờ"), text(cast, "Đã đăng", live=True)
    step = waiting.get_workflow().start(waiting, cast.editor).current_task_state.specific
    assert {item.title for item in texts_in_hand(cast.editor.pk, ON)} == {"Bản nháp", "Đang chờ"}

    assert pass_on_texts(cast.editor.pk, cast.other_editor, cast.head, AT) == 2

    owners = {page.title: ArticlePage.objects.get(pk=page.pk).owner for page in (draft, waiting, out)}
    assert owners == {"Bản nháp": cast.other_editor, "Đang chờ": cast.other_editor, "Đã đăng": cast.editor}
    step.refresh_from_db()
    assert step.author == cast.other_editor
    assert texts_in_hand(cast.editor.pk, ON) == []
