"""Figures of agencies, open data and feeds: what others may use. Never a word of who asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.kit.tabular import csv_lines, rows_to_csv
from danbiet.kit.text import half_up, row_number, viet_number
from danbiet.org.queries import Tree, tree, working_calendar
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

from ..forms.archive import YearForm
from ..models import Question
from ..queries import archive as ask
from ..queries.figures import figures_of
from ..render import plain
from . import public_words as say

FEED = 30
FIRST_YEAR = 2016  # of the data a province has


@require_safe
@kept(seconds=300, query=["nam"])
def figures(request: HttpRequest) -> HttpResponse:
    """How agencies answer in a year (`?nam=`): a table, a chart, and how each number came about."""
    year, years = _year(request)
    at = clock.now()
    units = tree(clock.today())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    total, agencies = figures_of(year, at=at, calendar=working_calendar())
    rows = sorted(agencies, key=lambda one: (-one.received, units.name(one.unit_id or 0)))
    context = {
        "year": year, "form": YearForm({"nam": str(year)}, years=years), "total": total,
        "rows": [{"figures": one, "name": units.full_name(one.unit_id or 0)} for one in rows],
        "chart": [
            [units.name(one.unit_id or 0), viet_number(half_up(one.in_time_share))]
            for one in rows[:15] if one.in_time_share is not None
        ],
        "columns": [_("Agency"), _("Answered in time (percent)")],
        "crumbs": from_home(say.archive_step(), _("Figures")),
    }  # fmt: skip
    return render(request, "questions/public/figures.html", context)


@require_safe
def figures_table(request: HttpRequest) -> HttpResponse:
    """The same as CSV for spreadsheets."""
    year, _years = _year(request)
    units = tree(clock.today())
    _total, agencies = figures_of(year, at=clock.now(), calendar=working_calendar())
    head = [
        _("Agency"), _("Received"), _("Answered"), _("In time"), _("In time (percent)"), _("Overdue now"),
        _("Working days, median"), _("Rated"), _("Satisfied"), _("Satisfied (percent)"),
    ]  # fmt: skip
    rows: list[list[Any]] = sorted(
        (
            [
                units.full_name(one.unit_id or 0), one.received, one.answered, one.in_time, _number(one.in_time_share), one.late,
                _number(one.median_days), one.rated, one.satisfied, _number(one.satisfied_share),
            ]
            for one in agencies
        ),
        key=lambda row: str(row[0]),
    )  # fmt: skip
    answer = HttpResponse(rows_to_csv(head, rows, separator=";"), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="hoi-dap-thong-ke-{year}.csv"'
    return answer


def _number(value: Decimal | None) -> str:
    return "" if value is None else viet_number(half_up(value))


def _year(request: HttpRequest) -> tuple[int, list[int]]:
    this_year = clock.today().year
    years = list(range(this_year, FIRST_YEAR - 1, -1))
    return YearForm(request.GET, years=years).asked() or this_year, years


HEAD = (
    "ma", "linh_vuc", "tieu_de", "cau_hoi", "dia_ban", "co_quan_tra_loi", "ngay_nhan", "ngay_tra_loi", "dung_han", "tra_loi",
    "can_cu", "con_hieu_luc", "co_gia_tri_den", "dia_chi",
)  # fmt: skip


@require_safe
def open_data_csv(request: HttpRequest) -> StreamingHttpResponse:
    """All published questions with their answers (`?nam=` of one year), as CSV."""
    rows = (_values(row) for row in _records(request))
    answer = StreamingHttpResponse(csv_lines(HEAD, rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="hoi-dap.csv"'
    return _open(answer)


@require_safe
def open_data_json(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a JSON list."""
    return _open(
        StreamingHttpResponse(_json(_records(request)), content_type="application/json; charset=utf-8")
    )


def _open(answer: StreamingHttpResponse) -> StreamingHttpResponse:
    """Anybody's program may read it, also from a page of another site."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


def _records(request: HttpRequest) -> Iterator[dict[str, Any]]:
    on = clock.today()
    units = tree(on)
    year = row_number(request.GET.get("nam", ""))
    rows = ask.narrowed(ask.published(), year=year if year and year < 10_000 else None)
    for question, given in ask.for_the_record(rows, on=on):
        yield _record(question, given, units)


def _record(question: Question, given: ask.Given, units: Tree) -> dict[str, Any]:
    answered_at = question.answered_at
    path = reverse("questions:question-public", args=[question.code])
    return dict(
        zip(
            HEAD,
            (
                question.code, question.topic.name if question.topic else "", question.subject, question.text,
                units.name(question.place_id) if question.place_id else "", units.name(given.answer.unit_id),
                say.day_of(question.received_at), say.day_of(answered_at),
                answered_at is not None and answered_at <= question.due_at, plain(given.answer.body),
                [" ".join(filter(None, (base.article, base.title))) for base in given.bases],
                given.validity.is_current and not question.is_answered_again,
                given.answer.valid_until, say.full(path),
            ),
            strict=True,
        )
    )  # fmt: skip


def _values(record: dict[str, Any]) -> list[Any]:
    return [
        "; ".join(value) if isinstance(value, list) else {True: 1, False: 0}[value] if isinstance(value, bool) else value
        for value in record.values()
    ]  # fmt: skip


def _json(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield "["
    for number, record in enumerate(records):
        yield ",\n" if number else "\n"
        yield json.dumps(record, ensure_ascii=False, default=_iso)
    yield "\n]\n"


def _iso(value: date | datetime) -> str:
    return value.isoformat()


@require_safe
@kept(seconds=300, query=["linh-vuc", "co-quan"])
def feed(request: HttpRequest) -> HttpResponse:
    """The newest thirty as RSS, of a field or an agency when one is named."""
    on = clock.today()
    units = tree(on)
    topic_id, unit_id = (row_number(request.GET.get(name, "")) for name in ("linh-vuc", "co-quan"))
    rows = list(
        ask.narrowed(
            ask.with_topics(ask.published()), topic_id=topic_id, unit_ids=[unit_id] if unit_id else None
        )[:FEED]
    )
    given = ask.answers_of([row.pk for row in rows], on=on)
    title = _("Questions and answers")
    narrower = [dict(ask.topics_known()).get(topic_id or 0, ""), units.name(unit_id) if unit_id else ""]
    made: Any = Rss201rev2Feed(
        title=" – ".join(filter(None, [title, *narrower, "Dân Biết"])),
        link=say.full(reverse("questions:archive")),
        description=title,
        language="vi",
        feed_url=say.full(request.get_full_path()),
    )
    for row in rows:
        if row.pk not in given:
            continue
        shown = say.line(row, given[row.pk], units, with_topic=True)
        address = say.full(shown["url"])
        made.add_item(
            title=row.subject, link=address, unique_id=address, author_name=shown["unit"], pubdate=row.published_at,
            description=shown["excerpt"], categories=[shown["topic"]] if shown["topic"] else [],
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
