"""Tables of the surveys; docs/surveys-job.md says what each is for."""

from .campaigns import Campaign, FrameRow, Publication
from .fieldwork import Contact, Quota
from .questionnaires import Item, Questionnaire
from .responses import FileTaken, Invitation, PaperForm, Response

__all__ = [
    "Campaign",
    "Contact",
    "FileTaken",
    "FrameRow",
    "Invitation",
    "Item",
    "PaperForm",
    "Publication",
    "Questionnaire",
    "Quota",
    "Response",
]
