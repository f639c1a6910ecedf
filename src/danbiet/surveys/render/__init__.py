"""What a survey says, as Word and Excel."""

from .report import Told, report_document
from .sheets import workbook

__all__ = ["Told", "report_document", "workbook"]
