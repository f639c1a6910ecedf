"""Words for what is wrong with an item or a file of items."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FAULTS: dict[str, Any] = {
    "no_text": _("The question has no words."),
    "few_options": _("At least two options are needed."),
    "many_options": _("At most eight options are possible."),
    "empty_option": _("An option has no words."),
    "same_options": _("Two options say the same."),
    "no_key": _("No right option is named."),
    "key_outside": _("The right option named is not there."),
    "level": _("The level is 1, 2 or 3."),
    "too_long": _("The words are too long."),
    "keys_differ": _("The right option is marked in two ways that differ."),
    "orphan": _("These words belong to no question."),
    "option_order": _("The options do not follow each other A, B, C."),
    "braces": _("The braces do not open and close once."),
    "partial": _("Options that give part of a mark are not possible."),
    "picture": _("The question holds a picture, a table or a file."),
    "short_answer": _("A question with an answer in words has no options."),
    "matching": _("Matching pairs is not possible."),
    "numerical": _("A question with a number as answer has no options."),
    "essay": _("An essay has no options."),
    "description": _("This is a text without an answer."),
    "cloze": _("Text with gaps (cloze) is not possible."),
    "kind": _("This kind of question is not possible."),
    "same": _("The same question is already in the bank."),
    "twice": _("The same question stands in this file before."),
}
FILES: dict[str, Any] = {
    "empty": _("The file is empty."),
    "too_long": _("The file is too large: at most 25 MB and 20,000 rows."),
    "encoding": _("The text cannot be read. Save it as UTF-8."),
    "xml": _("This is no sound Moodle XML file."),
    "excel": _("This is no sound Excel file (.xlsx)."),
    "no_head": _("No row names the columns: question, A, B …, key."),
    "word": _("This is no sound Word file (.docx)."),
    "macros": _("The file holds macros. Save it as .docx without macros."),
    "old_word": _("The file is in the old Word format (.doc). Save it as .docx and try again."),
    "old_excel": _("The file is in the old Excel format (.xls). Save it as .xlsx and try again."),
    "pdf": _("A PDF cannot be read. Use the Word or Excel file it was made from."),
    "nothing": _("No question was found in the file."),
}
FORMS: dict[str, Any] = {
    "word": pgettext_lazy("form of a file", "Word"),
    "excel": pgettext_lazy("form of a file", "Excel"),
    "gift": pgettext_lazy("form of a file", "GIFT"),
    "aiken": pgettext_lazy("form of a file", "Aiken"),
    "moodle": pgettext_lazy("form of a file", "Moodle XML"),
    "text": pgettext_lazy("form of a file", "Plain text"),
}


def fault_words(code: str) -> Any:
    """The sentence for a fault of an item."""
    return FAULTS.get(code, FAULTS["kind"])


def file_words(code: str) -> Any:
    """The sentence for a file that cannot be read."""
    return FILES.get(code, FILES["nothing"])
