"""The vocabulary: counted anew from all entries, for misspellings and suggestions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Value

from ..calc.ages import ages
from ..calc.spelling import deletions
from ..calc.words import PAIR, WORD, words
from ..models import Entry, Month, Term

MOST_WORDS, MOST_PAIRS = 60_000, 150_000
SEVERAL = 2000  # entries from which a pair seen once tells nothing
LONGEST_RUN = 4  # words of a term
LONGEST = 120  # letters of a term
SAMPLE = 20_000  # entries that are counted; of more a part, for counts need only be about right
_COUNT = """
CREATE TEMP TABLE search_counted ON COMMIT DROP AS SELECT word, round(ndoc * %s)::int AS ndoc FROM ts_stat(%s)
"""
_SAMPLED = "SELECT words FROM search_entry TABLESAMPLE SYSTEM ({share}) REPEATABLE (1)"
_MONTH = """COALESCE(to_char("on", 'YYYYMM'), '0')"""
_COUNT_MONTHS = f"""
WITH counted AS (SELECT {_MONTH} AS name, count(*) AS entries FROM search_entry GROUP BY 1)
UPDATE search_month SET count = COALESCE((SELECT entries FROM counted WHERE counted.name = search_month.name), 0)
"""  # noqa: S608 - made of the constant above
_AGED = f"UPDATE search_entry SET age = %s WHERE {_MONTH} = %s AND age <> %s"  # noqa: S608 - likewise
_MOST = """
SELECT substr(word, 2), ndoc FROM search_counted WHERE left(word, 1) = %s AND ndoc >= %s ORDER BY ndoc DESC, word LIMIT %s
"""


def rebuild_vocabulary() -> int:
    """Count every word and pair of neighbours again and take the new vocabulary in one transaction, then the ages of the
    entries. Gives the vocabulary's size.

    For a background job of some ten seconds. Where there are many entries their counts are of a sample, but every word is kept.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        counts = _counted()
        spelled, runs = _spellings(counts)
        # Two at once would each write the whole: the second waits, and readers do not.
        cursor.execute("LOCK TABLE search_term IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("DELETE FROM search_term")
        with cursor.copy("COPY search_term (folded, shown, count, size, deletions) FROM STDIN") as copy:
            for folded, count in (counts | runs).items():
                size = folded.count(" ") + 1
                copy.write_row(
                    (folded, spelled.get(folded, ""), count, size, deletions(folded) if size == 1 else [])
                )
    _age()
    return len(counts) + len(runs)


def _age() -> None:
    """What was new is late now: a month at a time, so that nobody waits who writes one. Those that become younger from the
    newest on, then the others from the oldest on: whoever looks meanwhile finds the newest first. What is put at the same
    time with the age its month had is set right the next time."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_MONTHS)
        months = list(Month.objects.order_by("name").values_list("name", "count", "age"))
        found = ages((name, count) for name, count, _age in months)
        younger = [name for name, _count, age in reversed(months) if found[name] < age]
        for name in [*younger, *(name for name, _count, age in months if found[name] >= age)]:
            with transaction.atomic():
                cursor.execute(_AGED, [found[name], name, found[name]])
                Month.objects.filter(name=name).update(age=found[name])


def _counted() -> dict[str, int]:
    """Words and pairs with the number of entries that hold them."""
    size = Entry.objects.count()
    share = min(1.0, SAMPLE / max(size, 1))
    counts = dict(Term.objects.filter(size=1).values_list("folded", Value(1))) if share < 1 else {}
    statement = _SAMPLED.format(share=round(100 * share, 4))
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [1 / share, statement])
        cursor.execute(_MOST, [WORD, 1, MOST_WORDS])
        counts.update(cursor.fetchall())
        cursor.execute(_MOST, [PAIR, 2 if size > SEVERAL else 1, MOST_PAIRS])
        counts.update(cursor.fetchall())
        cursor.execute("DROP TABLE search_counted")
    return counts


def note_words(texts: Iterable[Iterable[str]]) -> None:
    """Make new words of entries just written known at once; how common they are is counted later. In the caller's transaction."""
    folded = {lexeme[1:] for some in texts for lexeme in some if lexeme.startswith(WORD)}
    known = set(Term.objects.filter(folded__in=folded).values_list("folded", flat=True))
    new = [Term(folded=word, count=1, size=1, deletions=deletions(word)) for word in sorted(folded - known)]
    Term.objects.bulk_create(new, ignore_conflicts=True)


def _spellings(counts: dict[str, int]) -> tuple[dict[str, str], dict[str, int]]:
    """How titles spell what was counted, most often; and the runs and fours of words they hold, made of pairs that were."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for title in (
        Entry.objects.filter(language="vi").values_list("title", flat=True).iterator(chunk_size=2000)
    ):
        for folded, text in _runs(title, counts):
            seen[folded][text] += 1
    spelled = {folded: texts.most_common(1)[0][0] for folded, texts in seen.items()}
    runs = {
        folded: total
        for folded, texts in seen.items()
        if folded.count(" ") >= 2 and (total := sum(texts.values())) > 1
    }
    return spelled, runs


def _runs(title: str, counts: dict[str, int]) -> Iterator[tuple[str, str]]:
    """One to four words in a row with nothing but a space between them: folded, and as written."""
    title = title[:1].lower() + title[1:]  # the capital of a beginning says nothing about the word
    found = words(title)
    for first, word in enumerate(found):
        folded, end = word.folded, word.end
        if folded in counts:
            yield folded, title[word.start : end]
        for other in found[first + 1 : first + LONGEST_RUN]:
            is_phrase = other.start - end == 1 and title[end] == " "
            if not is_phrase or f"{folded.rsplit(' ', 1)[-1]} {other.folded}" not in counts:
                break
            folded, end = f"{folded} {other.folded}", other.end
            if len(folded) <= LONGEST:
                yield folded, title[word.start : end]
