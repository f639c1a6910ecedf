"""The steps of the set-up that are one form each, and its end. The list of units has a file of its own (`setup_units`)."""

from __future__ import annotations

import hashlib
import io
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from PIL import Image

from danbiet.accounts.models import User
from danbiet.kit import workdays
from danbiet.org.actions import installing
from danbiet.org.enums import SetupStep
from danbiet.org.queries import calendar_year, logo, tree, working_calendar
from danbiet.outbox import actions as post
from danbiet.outbox.queries import is_set_outside, mail_server, mail_setting

from ..forms import AdministratorForm, LogoForm, MailForm, ProvinceForm, YearForm
from .setup_door import OPENED, SetupRequest, go_on, setup_view, show

ON_FORMS = require_http_methods(["GET", "HEAD", "POST"])
LOGO_SIDE = 240  # points: three times what a head shows
YEAR_SECONDS = 365 * 86_400


@ON_FORMS
@setup_view(SetupStep.PROVINCE)
def province(request: SetupRequest) -> HttpResponse:
    """The province's name, how its documents are headed, how it is reached."""
    known = {name: getattr(request.row, name) for name in installing.DESCRIBED}
    form = ProvinceForm(request.POST or None, initial=known if request.row.name else contact_from_outside())
    if request.method == "POST" and form.is_valid():
        installing.describe_province(form.cleaned_data, by=None, at=request.at)
        return go_on(request, SetupStep.PROVINCE)
    return show(request, SetupStep.PROVINCE, "province", form=form)


def contact_from_outside() -> dict[str, str]:
    """What the environment says already (DANBIET_CONTACT_…), as a beginning."""
    return {"symbol": "UBND", **settings.DANBIET_CONTACT}


@ON_FORMS
@setup_view(SetupStep.YEAR)
def year(request: SetupRequest) -> HttpResponse:
    """The first year of work."""
    form = YearForm(request.POST or None, initial={"year": request.row.first_year or request.on.year})
    if request.method == "POST" and form.is_valid():
        installing.choose_year(form.cleaned_data["year"], at=request.at)
        return go_on(request, SetupStep.YEAR)
    return show(request, SetupStep.YEAR, "form", form=form, title=_("Which year do you begin with?"))


@ON_FORMS
@setup_view(SetupStep.CALENDAR)
def calendar(request: SetupRequest) -> HttpResponse:
    """The shipped working days of the first year, to be looked at: deadlines are counted by them."""
    first = request.row.first_year or request.on.year
    if request.method == "POST":
        return go_on(request, SetupStep.CALENDAR)
    days = working_calendar()
    shown = [calendar_year(days, one) for one in (first, first + 1) if one <= workdays.LAST_YEAR]
    return show(request, SetupStep.CALENDAR, "calendar", years=shown)


@ON_FORMS
@setup_view(SetupStep.ADMINISTRATOR)
def administrator(request: SetupRequest) -> HttpResponse:
    """The first person who signs in: works in the reform office of the province."""
    known = User.objects.filter(is_demo=False).order_by("pk").first()
    form = AdministratorForm(request.POST or None, known=known)
    root = tree(request.on).root
    if request.method == "POST" and form.is_valid():
        said = {
            name: form.cleaned_data[name]
            for name in ("full_name", "username", "job_title", "email", "password")
        }
        person = installing.Administrator(**said)
        installing.first_administrator(person, unit_id=root.id, on=request.on, at=request.at)
        return go_on(request, SetupStep.ADMINISTRATOR)
    return show(request, SetupStep.ADMINISTRATOR, "administrator", form=form, root=root)


@ON_FORMS
@setup_view(SetupStep.MAIL)
def mail(request: SetupRequest) -> HttpResponse:
    """The mail server, tried with a letter before one goes on; or none."""
    if is_set_outside():
        if request.method == "POST":
            return go_on(request, SetupStep.MAIL)
        return show(request, SetupStep.MAIL, "mail_outside", setting=mail_setting(is_tried=False))
    form = mail_form(request)
    if request.method == "POST" and form.is_valid():
        post.set_mail_server(server_data(form), by=None, at=request.at)
        if (
            form.cleaned_data["way"] == MailForm.NOWHERE
            or not form.cleaned_data["to"]
            or try_mail(request, form)
        ):
            return go_on(request, SetupStep.MAIL)
    return show(request, SetupStep.MAIL, "mail", form=form)


def mail_form(request: HttpRequest) -> MailForm:
    """The form with what is known of the server; never with its password."""
    known = mail_server()
    first = User.objects.filter(is_demo=False).order_by("pk").first()
    initial: dict[str, Any] = {"port": 587, "from_name": "Dân Biết", "to": first.email if first else ""}
    if known is not None:
        names = ("host", "port", "security", "username", "from_name", "from_address")
        initial |= {name: getattr(known, name) for name in names}
        initial["way"] = MailForm.SERVER if known.is_used else MailForm.NOWHERE
    return MailForm(request.POST or None, has_password=bool(known and known.password), initial=initial)


def server_data(form: MailForm) -> post.ServerData:
    """What was typed, for the action."""
    said = form.cleaned_data
    if said["way"] == MailForm.NOWHERE:
        return post.ServerData(is_used=False)
    return post.ServerData(
        is_used=True, host=said["host"], port=said["port"], security=said["security"] or "starttls", username=said["username"],
        password=said["password"] or None, from_name=said["from_name"], from_address=said["from_address"],
    )  # fmt: skip


def try_mail(request: HttpRequest, form: MailForm) -> bool:
    """Send the test letter; whether it left. What kept it from leaving stands in the form."""
    problem, words = post.try_letter(
        form.cleaned_data["to"],
        subject=_("Dân Biết: test letter"),
        body=_("This letter says that Dân Biết can send mail. Nobody needs to answer it."),
    )
    if problem is None:
        messages.success(
            request,
            _("The test letter has left for %(to)s. Look whether it arrives.")
            % {"to": form.cleaned_data["to"]},
        )
        return True
    form.add_error(None, f"{problem.label} {words}".strip())
    return False


@ON_FORMS
@setup_view(SetupStep.LOGO)
def logo_step(request: SetupRequest) -> HttpResponse:
    """A picture beside the name in every head, or none."""
    if request.method == "POST" and request.POST.get("viec") == "bo-qua":
        return go_on(request, SetupStep.LOGO, _("The site keeps the mark of Dân Biết."))
    form = LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        png, mark = small_png(form.cleaned_data["logo"])
        installing.set_logo(png, mark=mark, by=None, at=request.at)
        return go_on(request, SetupStep.LOGO)
    return show(request, SetupStep.LOGO, "logo", form=form, mark=request.row.logo_mark)


def small_png(content: bytes) -> tuple[bytes, str]:
    """An inspected picture as a PNG of at most LOGO_SIDE points a side, and a mark of its content."""
    with Image.open(io.BytesIO(content)) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((LOGO_SIDE, LOGO_SIDE))
        out = io.BytesIO()
        small.save(out, format="PNG", optimize=True)
    return out.getvalue(), hashlib.sha256(out.getvalue()).hexdigest()[:16]


@require_safe
def logo_file(request: HttpRequest, mark: str) -> HttpResponse:
    """The logo; its address changes with its content, so that it may be kept for ever."""
    png = logo()
    if png is None or hashlib.sha256(png).hexdigest()[:16] != mark:
        raise Http404
    answer = HttpResponse(png, content_type="image/png")
    answer.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@ON_FORMS
@setup_view(None)
def end(request: SetupRequest) -> HttpResponse:
    """What is there now and what comes next; the button closes the wizard for good and leads to signing in."""
    second = second_factor_url()
    if request.method == "POST":
        installing.end_setup(at=request.at)
        del request.session[OPENED]
        messages.success(request, _("The set-up is finished. Sign in as the administrator."))
        return redirect(f"{reverse('accounts:sign-in')}?next={second or reverse('portal:desk-home')}")
    units = tree(request.on)
    context = {
        "units": len(units), "root": units.root if len(units) else None, "second_factor_url": second,
        "administrator": User.objects.filter(is_demo=False).order_by("pk").first(), "mail": mail_setting(is_tried=False),
        "first_year": request.row.first_year,
    }  # fmt: skip
    return show(request, None, "end", **context)


def second_factor_url() -> str:
    """Where a second factor is set up, "" where that part is not installed."""
    try:
        return reverse("mfa_index")
    except NoReverseMatch:
        return ""
