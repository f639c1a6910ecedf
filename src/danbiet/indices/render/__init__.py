"""The decision on an edition as files: an official document (Word) with its appendices, and the same figures as Excel."""

from .decision import decision_document
from .said import Said, domains_in, exempted_in, overridden_in
from .sheets import workbook

__all__ = ["Said", "decision_document", "domains_in", "exempted_in", "overridden_in", "workbook"]
