"""Lists, search, figures, the officer's queue among 200,000 questions, beside plain statements; deadlines counted anew."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from danbiet.accounts.models import User
from danbiet.org.actions.calendar import Decision, save_override
from danbiet.org.queries import tree
from danbiet.questions.actions.upkeep import recompute_open
from danbiet.questions.models import Event, Question, Topic
from danbiet.questions.queries.similar import similar_answered

from .archive import archive
from .questions_filled import AT, ON, OPEN, SIZE, fill

ROUNDS = 25
MOST_QUERIES = 16
SIMILAR_LIMIT = 100.0  # milliseconds; at 5,000 it is 30
WORDS = (
    "khai sinh",
    "cấp lại giấy chứng nhận",
    "trễ hẹn hồ sơ",
    "sổ đỏ",
    "bảo hiểm y tế",
    "lệ phí",
    "cap giay phep xay dung",
    "đăng ký tạm trú",
)


def measure() -> bool:
    """Print everything; False when a limit is passed."""
    fill()
    topic = Topic.objects.order_by("pk").first()
    unit = tree(ON).by_code("STP")
    assert topic is not None
    assert unit is not None
    public, officer, desk = Client(SERVER_NAME="localhost"), _client("canbo00"), _client("tiepnhan")
    archive_at, queue_at = reverse("questions:archive"), reverse("questions:question-queue")
    code = Question.objects.filter(state="published").order_by("-pk")[1000].code
    waiting = Question.objects.filter(state="accepted").order_by("-pk").values_list("pk", flat=True)[0]
    newest = "SELECT * FROM questions_question WHERE published_at IS NOT NULL ORDER BY published_at DESC, id DESC LIMIT 20"
    by_topic = f"SELECT * FROM questions_question WHERE state = 'published' AND topic_id = {topic.pk} ORDER BY published_at DESC, id DESC LIMIT 20"
    figures = (
        "SELECT lead_id, count(*), count(answered_at), count(*) FILTER (WHERE answered_at <= due_at), avg(rating), percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_at - received_at)"
        " FROM questions_question WHERE lead_id IS NOT NULL AND received_at >= '2020-12-31 17:00Z' GROUP BY GROUPING SETS ((lead_id), ())"
    )
    queue = f"SELECT * FROM questions_question WHERE lead_id = {unit.id} AND state IN ('routed', 'in_work', 'in_approval') ORDER BY due_at LIMIT 50"
    intake = "SELECT * FROM questions_question WHERE state IN ('new', 'info_wanted', 'accepted', 'sent_back') ORDER BY due_at LIMIT 50"
    words = "SELECT id FROM questions_question WHERE state = 'published' AND to_tsvector('simple', subject || ' ' || text) @@ plainto_tsquery('simple', 'khai sinh') ORDER BY published_at DESC LIMIT 20"
    print(f"{SIZE} questions, one client; milliseconds")
    print(f"{'':<32}{'queries':>8}{'p50':>8}{'p99':>8}{'plain p99':>11}{'ratio':>7}")
    good = [
        _line("public list", public, [archive_at], newest),
        _line("public list, page 50", public, [f"{archive_at}?trang=50"], newest),
        _line("public list of a field", public, [f"{archive_at}?{urlencode({'linh-vuc': topic.key})}", f"{archive_at}?{urlencode({'linh-vuc': topic.pk})}"], by_topic),
        _line("search in the archive", public, [f"{archive_at}?{urlencode({'q': one})}" for one in WORDS], words),
        _line("search within a field", public, [f"{archive_at}?{urlencode({'q': one, 'linh-vuc': topic.pk})}" for one in WORDS], words),
        _line("one question", public, [reverse("questions:question-public", args=[code])], f"SELECT * FROM questions_question WHERE code = '{code}'"),
        _line("figures of agencies", public, [reverse("questions:figures")], figures),
        _line("queue of an officer", officer, [queue_at, f"{queue_at}?trang=2"], queue),
        _line("queue of the desk", desk, [queue_at], intake),
        _line("what to join a question with", desk, [f"{reverse('questions:join', args=[waiting])}?{urlencode({'q': one})}" for one in ("", *WORDS)], intake),
    ]  # fmt: skip
    return all([*good, _similar(), _recompute()])


def _client(username: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def _line(name: str, client: Client, addresses: list[str], plain: str) -> bool:
    for address in addresses:
        answer = client.get(address)
        if answer.status_code != 200:
            print(f"{name:<32} {address}: {answer.status_code}")
            return False
    with CaptureQueriesContext(connection) as queries:
        client.get(addresses[0])
        count = len(queries)  # the next request throws the record away
    pages = _timed(lambda place: client.get(addresses[place % len(addresses)]))
    statement = _timed(lambda _place: _run(plain))
    worst, least = _p99(pages), _p99(statement)
    print(
        f"{name:<32}{count:>8}{statistics.median(pages):>8.1f}{worst:>8.1f}{least:>11.1f}{worst / least:>7.1f}",
        flush=True,
    )
    return count <= MOST_QUERIES


def _run(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def _timed(act: Callable[[int], Any]) -> list[float]:
    times = []
    for place in range(ROUNDS):
        began = time.perf_counter()
        act(place)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[98]


def _similar() -> bool:
    texts = [one.text for one in archive(5_000)][::50]
    rounds = [_each(texts) for _ in range(3)]
    worst, quiet = (
        _p99([time for times in rounds for time in times]),
        _p99([min(times) for times in zip(*rounds, strict=True)]),
    )
    print(
        f"{'similar questions':<32}{3:>8}{statistics.median(rounds[-1]):>8.1f}{worst:>8.1f}   p99 of each text's quickest round {quiet:.1f}, limit {SIMILAR_LIMIT:.0f}"
    )
    return quiet <= SIMILAR_LIMIT


def _each(texts: list[str]) -> list[float]:
    times = []
    for text in texts:
        began = time.perf_counter()
        similar_answered(text)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _recompute() -> bool:
    """A day off is decided within every open limit: each date moves, each with its note. Taken back afterwards."""
    office = User.objects.get(username="vanphong")
    with transaction.atomic():
        recompute_open(at=AT, reason="đặt lại")  # dates of the filling are invented
        before = dict(Question.objects.filter(due_at__gt=AT).values_list("pk", "due_at"))
        for day in (15, 16, 17):
            save_override(
                Decision(ON.replace(day=day), "off", "Nghỉ phòng, chống dịch"), pk=None, by=office, at=AT
            )
        notes = Event.objects.filter(verb="clock_moved").count()
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            moved = recompute_open(at=AT, reason="Nghỉ phòng, chống dịch")
        took = time.perf_counter() - began
        noted = Event.objects.filter(verb="clock_moved").count() - notes
        transaction.set_rollback(True)
    opened = Question.objects.filter(
        state__in=("new", "accepted", "routed", "in_work", "in_approval", "info_wanted", "sent_back")
    ).count()
    print(
        f"deadlines counted anew: {opened} open, {moved} moved, {noted} notes, {len(queries)} statements, {took:.1f} s ({len(before)} lay ahead)"
    )
    return noted == moved and moved >= OPEN // 2
