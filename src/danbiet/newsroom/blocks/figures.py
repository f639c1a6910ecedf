from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from danbiet.kit.text import viet_number

from ..enums import ChartKind


class TableValue(blocks.StructValue):
    @property
    def columns(self) -> list[str]:
        return [str(column["heading"]) for column in self["table"].columns]

    @property
    def rows(self) -> list[list[str]]:
        """Cells as readers see them: numbers in Vietnamese notation."""
        return [[_shown(cell) for cell in row["values"]] for row in self["table"].row_data]

    @property
    def caption(self) -> str:
        return str(self["table"].caption)


class TableBlock(blocks.StructBlock):
    """A table with its name and the headings of its columns, so that it can be read aloud."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Wording"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )
    names_rows = blocks.BooleanBlock(label=_("The first column names the rows"), required=False, default=True)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        _refuse_nameless(cleaned)
        return cleaned

    class Meta:
        label = _("Table")
        icon = "table"
        template = "newsroom/blocks/table.html"
        value_class = TableValue


class ChartValue(TableValue):
    @property
    def unit(self) -> str:
        return str(self["unit"])


class ChartBlock(blocks.StructBlock):
    """A chart drawn from a table of numbers, which stays readable below it."""

    kind = blocks.ChoiceBlock(label=_("Kind of chart"), choices=ChartKind.choices, default=ChartKind.BAR)
    unit = blocks.CharBlock(label=_("Unit of measure"), max_length=40)
    table = TypedTableBlock(
        [
            ("label", blocks.CharBlock(label=_("Wording"))),
            ("number", blocks.DecimalBlock(label=_("Number"))),
        ],
        label=_("Numbers"),
        help_text=_("The first column names what is compared, the others hold numbers."),
    )
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=300)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        _refuse_nameless(cleaned)
        kinds = [column["block"].name for column in cleaned["table"].columns]
        if kinds[:1] != ["label"] or len(kinds) < 2 or set(kinds[1:]) != {"number"}:
            _refuse(
                gettext("A chart needs a first column of words and at least one column of numbers after it.")
            )
        return cleaned

    class Meta:
        label = _("Chart")
        icon = "history"
        template = "newsroom/blocks/chart.html"
        value_class = ChartValue


def _refuse_nameless(value: Any) -> None:
    if not value["table"].row_data:
        _refuse(gettext("The table has no rows."))
    if not value["table"].caption.strip():
        _refuse(gettext("A table needs a name (caption)."))
    if not all(str(column["heading"]).strip() for column in value["table"].columns):
        _refuse(gettext("Every column needs a heading."))


def _refuse(text: str) -> None:
    raise StructBlockValidationError(block_errors={"table": ValidationError(text)})


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    return viet_number(cell) if isinstance(cell, Decimal | int) else str(cell)
