"""200,000 questions of ten years in a province of 170 units, copied by the database from 5,000 that are worded: always the same."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

import danbiet.org
from danbiet.accounts.models import User
from danbiet.org.actions.importing import import_units
from danbiet.org.calc.unit_files import read_units
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.queries import tree
from danbiet.questions.actions.likeness import BATCH, index_questions
from danbiet.questions.models import Likeness, Question, Topic
from danbiet.search.actions import put_items, rebuild_vocabulary
from danbiet.search.registry import Item

from .archive import archive
from .search import INDICES, build_indices

SIZE, WORDED, OPEN, PUBLISHED = 200_000, 5_000, 10_000, 140_000
OFFICERS = 20
ON = date(2021, 12, 15)
AT = datetime(2021, 12, 15, 2, tzinfo=UTC)
# Number n: 1 to 140,000 published, to 190,000 ended otherwise, the last 10,000 open. Seconds apart so that 140,000 fill ten years.
QUESTIONS = """
INSERT INTO questions_question (
    code, year, number, link_nonce, channel, language, topic_id, subject, text, is_masked_checked, state, state_before, intake_unit_id,
    lead_id, may_publish, may_name, may_air, received_at, limit_days, extra_days, due_at, routed_at, told_at, answered_at, published_at,
    refusal, rating, rating_reason, version, same_as_id, taken_by_id, officer_id)
SELECT 'CH-' || to_char(x.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY') || '-' || lpad(n::text, 6, '0'),
    extract(year FROM x.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int, n, n::text, (ARRAY['web','web','web','phone','paper','hotline'])[1 + n %% 6], 'vi',
    (%(topics)s::bigint[])[1 + t.topic], t.subject, t.text, TRUE,
    CASE WHEN n <= %(published)s THEN 'published' WHEN n <= %(ended)s THEN (ARRAY['answered','refused','closed','withdrawn'])[1 + n %% 4]
         ELSE (ARRAY['routed','in_work','in_work','in_approval','new','accepted'])[1 + n %% 6] END,
    '', %(root)s,
    CASE WHEN n > %(ended)s AND n %% 6 IN (4, 5) THEN NULL WHEN n > %(ended)s AND n %% 7 = 0 THEN %(agency)s ELSE (%(units)s::bigint[])[1 + (n * 7919) %% %(count)s] END,
    TRUE, FALSE, n %% 3 = 0, x.at, 10, 0,
    CASE WHEN n > %(ended)s THEN %(at)s::timestamptz + (n %% 20 - 4) * interval '1 day' ELSE x.at + interval '14 days' END,
    x.at + interval '1 day', x.at, CASE WHEN n <= %(ended)s AND (n <= %(published)s OR n %% 2 = 0) THEN x.at + (n %% 19) * interval '1 day' END,
    CASE WHEN n <= %(published)s THEN x.at + (n %% 19) * interval '1 day' END,
    '', CASE WHEN n %% 3 = 0 AND n <= %(published)s THEN 1 + n %% 5 END, '', 1, NULL, NULL, NULL
FROM generate_series(1, %(size)s) AS made(n)
JOIN worded t ON t.place = n %% %(worded)s,
LATERAL (SELECT CASE WHEN n > %(ended)s THEN %(at)s::timestamptz - (n %% 14) * interval '1 day' - (n %% 60) * interval '1 minute'
    ELSE %(at)s::timestamptz - interval '3500 days' + n * interval '1580 seconds' END AS at) AS x
ORDER BY made.n
"""


def fill() -> None:
    """Migrate, and fill the database unless it is full already: the questions, then what is found by their words."""
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    if Question.objects.count() < SIZE:
        with transaction.atomic():
            _units_and_people()
            with _without_history():
                _questions()
        print(f"{SIZE} questions written {time.perf_counter() - began:>8.0f} s", flush=True)
    if Likeness.objects.count() < WORDED:
        with transaction.atomic():
            _index()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"indexes written {time.perf_counter() - began:>8.0f} s", flush=True)


@contextmanager
def _without_history() -> Iterator[None]:
    """Nobody asks for the history of invented rows; keys are checked row by row, not in one long queue at the end."""
    tables = ("questions_part", "questions_answer")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _units_and_people() -> None:
    folder = Path(danbiet.org.__file__).parent / "data"
    import_units(read_units(folder, shipped=folder), by=None, at=datetime(2021, 1, 4, tzinfo=UTC))
    units = tree(ON)
    agency = units.by_code("STP")
    assert agency is not None
    wanted = [
        ("tiepnhan", units.root.id, Role.INTAKE),
        ("vanphong", units.root.id, Role.OFFICE),
        ("thutruong", agency.id, Role.HEAD),
    ]
    wanted += [(f"canbo{number:02}", agency.id, Role.OFFICER) for number in range(OFFICERS)]
    for name, unit_id, role in wanted:
        user = User.objects.create(username=name, full_name=name, job_title=name, email="")
        Membership.objects.create(user=user, unit_id=unit_id, role=role, starts_on=date(2010, 1, 1))


def _questions() -> None:
    units = tree(ON)
    agency = units.by_code("STP")
    assert agency is not None
    made = list(archive(WORDED))
    fields = list(dict.fromkeys(one.field for one in made))
    topics = [Topic.objects.create(key=name, name=name).pk for name in fields]
    with connection.cursor() as run:
        run.execute(
            "CREATE TEMP TABLE worded (place int, topic int, subject text, text text, answer text) ON COMMIT DROP"
        )
        run.executemany(
            "INSERT INTO worded VALUES (%s, %s, %s, %s, %s)",
            [(place, fields.index(one.field), one.subject[:200], one.text, f"<p>{one.answer}</p>") for place, one in enumerate(made)],
        )  # fmt: skip
        below = [unit.id for unit in units if unit.id != units.root.id][:170]
        run.execute(
            QUESTIONS,
            {"topics": topics, "published": PUBLISHED, "ended": SIZE - OPEN, "root": units.root.id, "agency": agency.id, "units": below,
             "count": len(below), "at": AT, "size": SIZE, "worded": WORDED},
        )  # fmt: skip
        run.execute(
            "INSERT INTO questions_part (question_id, unit_id, role, state, wanted, text, asked_at, reason, version)"
            " SELECT id, lead_id, 'lead', CASE WHEN answered_at IS NULL THEN 'asked' ELSE 'handed_in' END, '', '', received_at, '', 1"
            " FROM questions_question WHERE lead_id IS NOT NULL"
        )
        run.execute(
            "INSERT INTO questions_answer (question_id, round, unit_id, body, state, is_private, written_at, approved_at, signer_name, signer_title, reason, version)"
            " SELECT q.id, 1, q.lead_id, t.answer, 'approved', q.state <> 'published', q.answered_at, q.answered_at, 'Nguyễn Văn A', 'Giám đốc', '', 1"
            " FROM questions_question q JOIN worded t ON t.place = q.number %% %s WHERE q.answered_at IS NOT NULL", [WORDED],
        )  # fmt: skip


def _index() -> None:
    """The first 5,000 as the application does it, the others as copies of theirs."""
    first = list(Question.objects.order_by("number").values_list("pk", flat=True)[: WORDED - 1])
    rows = {row.pk: row for row in Question.objects.filter(pk__in=first)}
    for at in range(0, len(first), BATCH):
        index_questions(first[at : at + BATCH])
    put_items(
        Item(kind="question", object_id=pk, title=rows[pk].subject, url=f"/hoi-dap/cau-hoi/{rows[pk].code}/", text=rows[pk].text,
             unit_id=rows[pk].lead_id, year=2012, on=rows[pk].received_at.date(), extra=rows[pk].code, field=str(rows[pk].topic_id or ""))
        for pk in first
    )  # fmt: skip
    times = PUBLISHED // WORDED
    with connection.cursor() as run:
        run.execute("ALTER TABLE questions_posting DROP CONSTRAINT questions_posting_pkey")
        run.execute(f"DROP INDEX IF EXISTS {', '.join(INDICES)}")
        copies = "generate_series(1, %s) AS copied(k) CROSS JOIN {table} p JOIN questions_question f ON f.id = p.{key} JOIN questions_question q ON q.number = f.number + k * %s AND q.state = 'published' AND f.number < %s"
        run.execute(
            "INSERT INTO questions_posting (term, question_id, weight) SELECT p.term, q.id, p.weight FROM "
            + copies.format(table="questions_posting", key="question_id"), [times - 1, WORDED, WORDED],
        )  # fmt: skip
        run.execute(
            "INSERT INTO questions_likeness (question_id, digest, terms) SELECT q.id, p.digest, p.terms FROM "
            + copies.format(table="questions_likeness", key="question_id"), [times - 1, WORDED, WORDED],
        )  # fmt: skip
        run.execute("UPDATE questions_commonness SET count = count * %s", [times])
        run.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'search_entry' AND column_name NOT IN ('id', 'object_id', 'url')"
        )
        columns = [name for (name,) in run.fetchall()]
        own = ", ".join(f'"{name}"' for name in columns)
        theirs = ", ".join(f'p."{name}"' for name in columns)
        run.execute(
            f"INSERT INTO search_entry ({own}, object_id, url) SELECT {theirs}, q.id, '/hoi-dap/cau-hoi/' || q.code || '/' FROM "
            + copies.format(table="search_entry", key="object_id"), [times - 1, WORDED, WORDED],
        )  # fmt: skip
        run.execute("ALTER TABLE questions_posting ADD PRIMARY KEY (term, question_id, weight)")
    rebuild_vocabulary()
    build_indices()
