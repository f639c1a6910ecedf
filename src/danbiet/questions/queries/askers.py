"""Who asked. Only pages of the intake desk, or of an agency it was opened to, ask here."""

from __future__ import annotations

from ..models import Asker, Event, Question


def asker_of(question: Question) -> Asker | None:
    """Who asked and the words as they came; None once the data were erased."""
    return Asker.objects.filter(question=question).first()


def opening_for(question: Question) -> Event | None:
    """The last time the desk opened the identity to the agency that leads now; None when it never did."""
    rows = Event.objects.filter(question=question, verb="identity_opened", details__unit=question.lead_id)
    return rows.select_related("by").order_by("at").last() if question.lead_id else None


def openings(question: Question) -> list[Event]:
    """Every opening with its reason, newest first."""
    rows = Event.objects.filter(question=question, verb="identity_opened").select_related("by")
    return list(rows.order_by("-at"))
