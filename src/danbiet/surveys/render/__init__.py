"""What a survey says, as Word and Excel."""

from .report import report_document
from .sheets import workbook
from .told import Earlier, Told

__all__ = ["Earlier", "Told", "report_document", "workbook"]
