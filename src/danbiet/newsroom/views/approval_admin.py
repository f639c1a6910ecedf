"""What the editors' rooms show of texts on their way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.admin.ui.components import Component

from ..permissions import rights_today
from ..queries.approval import waiting_for


def silence_wagtails_letters() -> None:
    """Wagtail writes to authors at once and by itself, whether the transaction holds or not; ours go through the outbox."""
    for notifier in (WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier):
        notifier.can_handle = _never


def _never(*_args: Any, **_kwargs: Any) -> bool:
    return False


class WaitingPanel(Component):
    """On the front page of the rooms: what waits for me, until when."""

    name = "newsroom_waiting"
    template_name = "newsroom/approval/panel.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rights = rights_today(parent_context["request"].user)
        rows = waiting_for(rights)
        return {
            "rows": [
                {
                    "held": one,
                    "title": one.state.revision.object_str,
                    "unit": rights.tree.name(one.state.unit_id),
                }
                for one in rows
            ]
        }
