"""How the desk says what is wrong with a file."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..calc.tables import Problem, TableRefused
from ..enums import Kind

REFUSED = {
    "unknown_kind": gettext_lazy("This is no CSV, Excel (.xlsx) or SPSS (.sav) file: %(value)s"),
    "not_utf8": gettext_lazy("The CSV file is not written in UTF-8. In Excel choose “CSV UTF-8”."),
    "not_csv": gettext_lazy("The file cannot be read as CSV: %(value)s"),
    "not_excel": gettext_lazy("This is no Excel workbook (.xlsx) that can be read."),
    "not_spss": gettext_lazy("This is no SPSS file (.sav) that can be read."),
    "too_large": gettext_lazy("The file is too large, or unpacks to too much."),
    "too_many_rows": gettext_lazy("The file has more than 200,000 rows."),
    "too_many_columns": gettext_lazy("The file has more than 200 columns."),
    "no_head": gettext_lazy("The file is empty."),
}
FAULTS = {
    "missing_column": gettext_lazy("This column is missing."),
    "column_twice": gettext_lazy("This column is there twice."),
    "no_rows": gettext_lazy("There is no row."),
    "more_cells": gettext_lazy("The row has more cells than the head."),
    "too_long": gettext_lazy("Too many characters in a cell."),
    "formula": gettext_lazy("The cell is a formula (%(value)s): paste its value."),
    "error_value": gettext_lazy("The cell is an error of Excel (%(value)s)."),
    "empty": gettext_lazy("This cell must not be empty."),
    "twice": gettext_lazy("“%(value)s” is there twice."),
    "unknown_unit": gettext_lazy("“%(value)s” is no unit of this survey (code or full name)."),
    "unknown_stratum": gettext_lazy("The unit has no stratum “%(value)s” in this survey."),
    "nothing_answered": gettext_lazy("No question is answered in this row."),
    "not_an_answer": gettext_lazy(
        "“%(value)s” is no answer to this question: it is a number of its scale (mostly 1 to 5), 0 for does not know, or empty."
    ),
    "not_positive": gettext_lazy("“%(value)s”: a weight is a number above 0."),
    "not_a_day": gettext_lazy("“%(value)s” is not a date such as 30/06/2021."),
    "day_outside": gettext_lazy("%(value)s lies outside the days of the survey."),
    "not_a_count": gettext_lazy("“%(value)s” is not a whole number that can be here."),
    "not_the_population": gettext_lazy("The clusters do not add up to the stratum's population: %(value)s"),
    "not_in_order": gettext_lazy("“%(value)s”: questions are numbered 1, 2, 3 … in order."),
    "unknown_factor": gettext_lazy("There is no factor “%(value)s”."),
    "unknown_layer": gettext_lazy("There is no layer “%(value)s”."),
    "not_options": gettext_lazy(
        "“%(value)s”: a question of fact has two to five different options with “;” between them, other questions have none."
    ),
    "not_a_rule": gettext_lazy(
        "“%(value)s” is no rule: write the number of an earlier question and its answers, such as 3=1,2."
    ),
    "not_asked": gettext_lazy("Answered though it is only asked after question %(value)s."),
    "not_a_weight": gettext_lazy("“%(value)s”: a weight is 0 to 1,000 with three decimals at most."),
}


def index_words(kind: str) -> dict[str, str]:
    """What the index of a survey is called: in a tile, over all units, over a column, over all questions."""
    if kind == Kind.AWARENESS:
        return {
            "tile": _("Know it well"), "all": _("Know it well, all units"), "column": _("Know it well, %"),
            "questions": _("Know it well, all questions"),
        }  # fmt: skip
    return {
        "tile": _("Satisfied"), "all": _("Satisfied, all units"), "column": _("Satisfied, %"),
        "questions": _("Satisfied, all questions"),
    }  # fmt: skip


def refused_words(refusal: TableRefused) -> str:
    """Why a file is not read at all."""
    return str(REFUSED[refusal.fault]) % {"value": refusal.value}


def problem_words(problem: Problem) -> dict[str, str]:
    """Where it is and what is wrong: place, words."""
    place = _("row %(row)s") % {"row": problem.row} if problem.row else _("the whole file")
    if problem.column:
        place += ", " + _("column %(column)s") % {"column": problem.column}
    return {"place": place, "words": str(FAULTS[problem.fault]) % {"value": problem.value}}
