"""The counter's starting number, set by the province's reform office."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danbiet.org.permissions import is_province_office
from danbiet.org.views import DeskRequest, desk_view
from danbiet.pagecache.actions import forget_all
from danbiet.visits import queries
from danbiet.visits.actions import set_base
from danbiet.visits.forms import BaseForm


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def visits_base(request: DeskRequest) -> HttpResponse:
    """The number an older portal left; for the province's reform office alone, written down with the reason."""
    if not is_province_office(request.rights):
        raise Http404
    form = BaseForm(request.POST or None, initial={"base": queries.base()})
    if request.method == "POST" and form.is_valid():
        set_base(
            form.cleaned_data["base"], reason=form.cleaned_data["reason"], by=request.user, at=request.at
        )
        forget_all()
        messages.success(request, _("The counter now begins with this number."))
        return redirect("portal:visits-base")
    context = {
        "form": form,
        "totals": queries.totals(on=request.on, at=request.at),
        "crumbs": [{"label": _("Visit counter")}],
    }
    return render(request, "portal/visits_base.html", context)
