"""What is forgotten when, and whether it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.org.permissions import is_province_office
from danbiet.org.views import DeskRequest, desk_view, must

from .. import permissions as may
from ..queries.retention import forgotten


@require_safe
@desk_view
def retention(request: DeskRequest) -> HttpResponse:
    """Every rule with its last run and what is overdue."""
    must(
        may.may_see_privacy(request.rights),
        _("Only auditors and the reform office of the province see this."),
    )
    rows = [(one, one.is_well(request.at)) for one in forgotten(at=request.at)]
    runs_machine = is_province_office(request.rights)
    context = {
        "rows": rows,
        # What to do then is read by who runs the machine.
        "failed": runs_machine and any(not well and one.failed_at for one, well in rows),
        "stopped": runs_machine and any(not well and not one.failed_at for one, well in rows),
        "crumbs": [{"label": _("What is forgotten when"), "url": ""}],
    }
    return render(request, "oversight/retention.html", context)
