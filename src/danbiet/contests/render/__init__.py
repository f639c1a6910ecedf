"""The result of a round as files: official documents (Word) and figures (Excel)."""

from .documents import DOCUMENTS
from .outcome import AudienceOutcome, Holder, Outcome, Standing, UnitOutcome
from .sheets import workbook

__all__ = ["DOCUMENTS", "AudienceOutcome", "Holder", "Outcome", "Standing", "UnitOutcome", "workbook"]
