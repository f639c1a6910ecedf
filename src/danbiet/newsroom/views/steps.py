"""What Wagtail's workflow asks of us (`registry.Steps`). Wagtail hands down neither day nor rights: this is where both are read."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.org.queries import tree

from ..actions.approving import Said, arrive, decide
from ..enums import Decision, StepKind
from ..forms import NoteForm, ReasonForm
from ..models import StepState
from ..permissions import may_take_step, rights_today
from ..queries.approval import held, step_of, unit_of, waiting_for


class WagtailSteps:
    def arrived(self, state: StepState, *, kind: StepKind, by: Any) -> None:
        at = clock.now()
        on = clock.local(at).date()
        arrive(state, kind=kind, units=tree(on), on=on, at=at)

    def may_act(self, page: Any, user: Any) -> bool:
        state = step_of(page.pk)
        if state is None:
            return False
        rights = rights_today(user)
        return may_take_step(
            rights, step=state.step, unit_id=unit_of(state, rights.tree), author_id=state.author_id
        )

    def act(self, state: StepState, *, user: Any, action: str, comment: str) -> None:
        """A button of Wagtail's: the appointment is the one in the draft."""
        page = state.workflow_state.content_object.get_latest_revision_as_object()
        moment = page.go_live_at
        is_later = moment is not None and moment > timezone.now()
        decision = Decision.LATER if is_later else Decision.NOW
        if action == "reject":
            decision = Decision.RETURN
        said = Said(decision, reason=comment, go_live_at=moment)
        decide(state.pk, said, by=user, rights=rights_today(user), at=clock.now())

    def message(self, page: Any) -> Any:
        """Who holds the text, since when, until when."""
        state = step_of(page.pk)
        if state is None:
            return ""
        on = clock.today()
        [waiting] = held([state], units=tree(on), on=on)
        late = " " + _("It is overdue.") if waiting.is_overdue else ""
        return format_html(
            "{}{}",
            _("%(step)s: with %(names)s since %(since)s, answer due on %(due)s.")
            % {
                "step": state.get_step_display(),
                "names": waiting.names or _("nobody: no unit up to the province has a head"),
                "since": f"{clock.local(state.arrived_at):%H:%M %d/%m/%Y}" if state.arrived_at else "",
                "due": f"{state.due_on:%d/%m/%Y}" if state.due_on else "",
            },
            late,
        )

    def form_for(self, action: str) -> Any:
        return ReasonForm if action == "reject" else NoteForm

    def held_by(self, user: Any, *, kind: StepKind) -> list[int]:
        return [one.state.pk for one in waiting_for(rights_today(user)) if one.state.step == kind]
