"""A plan taken over, written out as the official Word file and read again says the same, whatever it looked like before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from tests.plans.reading import test_second_prose as prose
from tests.plans.reading import test_second_tables as tables
from tests.plans.reading.papers import as_bytes

from danbiet.exports.render import render_plan
from danbiet.plans.actions.importing import bring_in, read_words
from danbiet.plans.calc.reading import ParsedPlan
from danbiet.plans.queries.catalogue import unit_in_year
from danbiet.plans.queries.documents import plan_document

AT = datetime(2021, 2, 1, 2, 0, tzinfo=UTC)
SAMPLES: tuple[tuple[Callable[[], Any], str, int], ...] = (
    (tables.ministry, "94", 2021),
    (tables.department, "STP", 2021),
    (tables.district, "943", 2021),
    (tables.city, "92", 2026),
    (tables.merged_lead, "94", 2021),
    (tables.three_annexes, "94", 2021),
    (tables.group_column, "94", 2021),
    (tables.product_beside_target, "94", 2021),
    (prose.other_labels, "94", 2021),
    (prose.heading_styles, "94", 2021),
    (prose.sentences, "94", 2021),
    (prose.edited_by_many, "94", 2021),
    (prose.ward, "31135", 2026),
    (prose.loose_chapters, "94", 2021),
)


def said(parsed: ParsedPlan) -> dict[str, Any]:
    """What the plan says, without where in the file it was said."""
    answer = parsed.as_json()
    for group in answer["groups"]:
        for task in group["tasks"]:
            task.pop("source_text")
    return answer


def test_plans_of_any_layout_written_out_and_read_again_are_equal(db: None) -> None:
    call_command("units", "import")
    for sample, code, year in SAMPLES:
        unit = unit_in_year(code, year=year)
        upload = ContentFile(as_bytes(sample()), name="ke-hoach.docx")
        first = read_words(upload, unit=unit)
        with transaction.atomic():
            taken = bring_in(upload, reading=first, unit=unit, by=None, at=AT)
            written = render_plan(plan_document(taken.plan))
            transaction.set_rollback(True)
        again = read_words(ContentFile(written, name="xuat.docx"), unit=unit)

        assert said(again.parsed) == said(first.parsed), sample.__name__
