"""The index of published questions is kept in step with them: what became public goes in, what is hidden goes out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection

from django.db import connection, transaction

from ..calc.similar import weighted
from ..enums import State
from ..models import Likeness, Posting, Question
from ..queries.similar import WrittenOut, written_out

BATCH = 200
RULES = 1  # of calc.similar: another number has every question indexed anew at night
ALL = 0  # the term that counts the questions; writers take it first, so that none meets another


@transaction.atomic
def index_questions(question_ids: Collection[int]) -> int:
    """Bring these questions' entries in step: in when published, out when not. Gives how many were written or dropped."""
    words = {one.pk: one for one in written_out(question_ids)}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO questions_commonness VALUES (%s, 0) ON CONFLICT DO NOTHING", [ALL])
        cursor.execute("SELECT count FROM questions_commonness WHERE term = %s FOR UPDATE", [ALL])
    held = {one.pk: one for one in Likeness.objects.filter(pk__in=question_ids)}
    changed = [pk for pk, one in words.items() if pk not in held or bytes(held[pk].digest) != _digest(one)]
    gone = [pk for pk in held if pk not in words]
    counts: Counter[int] = Counter()
    _take_out([held[pk] for pk in [*changed, *gone] if pk in held], counts)
    _put_in([words[pk] for pk in changed], counts)
    _count(counts)
    return len(changed) + len(gone)


def catch_up_likeness(*, is_whole: bool = False, most: int = 5_000) -> int:
    """Index what a signal may have missed; `is_whole` looks at every published question, for words and rules that changed."""
    published = Question.objects.filter(state=State.PUBLISHED)
    if not is_whole:
        published = published.filter(likeness__isnull=True)
    behind = [*published.values_list("pk", flat=True)[: None if is_whole else most]]
    behind += Likeness.objects.exclude(question__state=State.PUBLISHED).values_list("pk", flat=True)[:most]
    return sum(index_questions(behind[at : at + BATCH]) for at in range(0, len(behind), BATCH))


def _digest(one: WrittenOut) -> bytes:
    return hashlib.blake2b(
        f"{RULES}\n{one.subject}\n{one.text}\n{one.answer}".encode(), digest_size=16
    ).digest()


def _take_out(held: Collection[Likeness], counts: Counter[int]) -> None:
    for one in held:
        Posting.objects.filter(term__in=one.terms, question_id=one.pk).delete()
        counts.subtract([ALL, *one.terms])
    Likeness.objects.filter(pk__in=[one.pk for one in held]).delete()


def _put_in(words: Collection[WrittenOut], counts: Counter[int]) -> None:
    entries, postings = [], []
    for one in words:
        weights = weighted(one.subject, one.text, one.answer)
        entries.append(Likeness(question_id=one.pk, digest=_digest(one), terms=sorted(weights)))
        postings += [
            Posting(term=term, question_id=one.pk, weight=weight) for term, weight in weights.items()
        ]
        counts.update([ALL, *weights])
    Likeness.objects.bulk_create(entries)
    Posting.objects.bulk_create(postings, batch_size=5_000)


def _count(counts: Counter[int]) -> None:
    changed = sorted((term, count) for term, count in counts.items() if count)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO questions_commonness AS c (term, count) SELECT * FROM unnest(%s::int[], %s::int[])"
            " ON CONFLICT (term) DO UPDATE SET count = c.count + excluded.count",
            [[term for term, _ in changed], [count for _, count in changed]],
        )
