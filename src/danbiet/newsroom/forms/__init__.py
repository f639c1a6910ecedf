"""What people fill in: pages, decisions about texts, good models."""

from .decisions import DecisionForm, NoteForm, PasswordAgain, ReasonForm
from .good_models import AdoptionForm, NominationForm, TakeBackForm, VerificationForm
from .pages import DraftCopyForm, PublicPageForm, UnitChoice

__all__ = [
    "AdoptionForm",
    "DecisionForm",
    "DraftCopyForm",
    "NominationForm",
    "NoteForm",
    "PasswordAgain",
    "PublicPageForm",
    "ReasonForm",
    "TakeBackForm",
    "UnitChoice",
    "VerificationForm",
]
