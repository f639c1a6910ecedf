"""What is forgotten when, and whether it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

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
    context = {
        "rows": [(one, one.is_well(request.at)) for one in forgotten(at=request.at)],
        "crumbs": [{"label": _("What is forgotten when"), "url": ""}],
    }
    return render(request, "oversight/retention.html", context)
