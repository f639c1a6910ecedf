"""The province's own words, its logo and its mail server on the desk: what the set-up asked, changed later."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from danbiet.org.actions import installing
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import installation
from danbiet.org.views import DeskRequest, desk_view, must
from danbiet.outbox import actions as post
from danbiet.outbox.queries import is_set_outside, mail_setting

from ..forms import LogoForm, MailForm, ProvinceForm
from .setup import contact_from_outside, mail_form, server_data, small_png, try_mail


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def province(request: DeskRequest) -> HttpResponse:
    """What pages, documents and letters say of the province."""
    must(is_province_office(request.rights))
    row = installation()
    if row is not None and row.name:
        known = {name: getattr(row, name) for name in installing.DESCRIBED}
    else:
        root = request.rights.tree.root
        known = {**contact_from_outside(), "name": root.name, "code": root.code, "name_en": root.name_en}
    form = ProvinceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        installing.describe_province(form.cleaned_data, by=request.user, at=request.at)
        messages.success(
            request, _("Saved. Pages kept ready show it within an hour, documents and letters at once.")
        )
        return redirect("portal:province")
    context = {
        "form": form,
        "logo_form": LogoForm(),
        "mark": row.logo_mark if row else "",
        "crumbs": [{"label": _("The province's particulars")}],
    }
    return render(request, "portal/province.html", context)


@require_POST
@desk_view
def province_logo(request: DeskRequest) -> HttpResponse:
    """Another logo (`logo`), or none (`viec=bo`)."""
    must(is_province_office(request.rights))
    if request.POST.get("viec") == "bo":
        installing.set_logo(None, mark="", by=request.user, at=request.at)
        messages.success(request, _("The logo is gone; the site shows the mark of Dân Biết."))
        return redirect("portal:province")
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        png, mark = small_png(form.cleaned_data["logo"])
        installing.set_logo(png, mark=mark, by=request.user, at=request.at)
        messages.success(request, _("The logo has been changed."))
    for refusal in form.errors.get("logo", []):
        messages.error(request, str(refusal))
    return redirect(reverse("portal:province") + "#bieu-trung")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@desk_view
def mail_server_page(request: DeskRequest) -> HttpResponse:
    """Through which server mail leaves, tried with a letter."""
    must(is_province_office(request.rights))
    crumbs = [{"label": _("Mail server")}]
    if is_set_outside():
        setting = mail_setting(is_tried=False)
        return render(request, "portal/mail_server.html", {"setting": setting, "crumbs": crumbs})
    form = mail_form(request)
    if request.method == "POST" and form.is_valid():
        post.set_mail_server(server_data(form), by=request.user, at=request.at)
        if (
            form.cleaned_data["way"] == MailForm.NOWHERE
            or not form.cleaned_data["to"]
            or try_mail(request, form)
        ):
            messages.success(request, _("Saved."))
            return redirect("portal:mail-server")
    return render(request, "portal/mail_server.html", {"form": form, "crumbs": crumbs})
