"""What the set-up asks for, step by step."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from danbiet.accounts.models import User
from danbiet.kit import workdays
from danbiet.kit.text import nfc
from danbiet.media.actions import FileRefused, inspect_upload
from danbiet.media.enums import PHOTOS
from danbiet.outbox.enums import Security

LONGEST_LOGO = 5 * 1024 * 1024
HOST = re.compile(r"(?i)[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[?[0-9a-f:]+\]?")


class TidyChar(forms.CharField):
    """Words in composed letters with single spaces."""

    def clean(self, value: Any) -> str:
        return " ".join(nfc(super().clean(value) or "").split())


class CodeForm(forms.Form):
    """The code from the terminal."""

    code = forms.CharField(
        label=_("Set-up code"),
        max_length=40,
        help_text=_(
            "Twelve letters and digits, as the window in which you typed “danbiet serve” shows them."
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ProvinceForm(forms.Form):
    """The province in its own words, and how citizens reach it."""

    name = TidyChar(
        label=_("Name of the province"), max_length=200,
        help_text=_("With “Tỉnh” or “Thành phố” in front, for example: Thành phố Cần Thơ."),
    )  # fmt: skip
    code = forms.RegexField(
        r"^[0-9A-Za-z]{1,20}$", strip=True, label=_("Code of the province"),
        help_text=_("As in the list of administrative units of the General Statistics Office: 92 for Cần Thơ, 94 for the former Sóc Trăng."),
        error_messages={"invalid": _("Letters and digits only, for example 92.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": 6}),
    )  # fmt: skip
    committee = TidyChar(
        label=_("Name of the People's Committee in documents"), max_length=200, required=False,
        help_text=_("Left empty: “Ủy ban nhân dân” and the name of the province."),
    )  # fmt: skip
    symbol = TidyChar(
        label=_("Sign in document numbers"), max_length=20, initial="UBND",
        help_text=_("The last part of a number such as 19/KH-UBND."),
    )  # fmt: skip
    place = TidyChar(
        label=_("Place in document heads"), max_length=100, required=False,
        help_text=_("As in “Cần Thơ, ngày … tháng … năm …”. Left empty: the name without “Tỉnh” or “Thành phố”."),
    )  # fmt: skip
    address = TidyChar(label=_("Address"), max_length=300, required=False)
    phone = TidyChar(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    hours = TidyChar(label=_("Office hours"), max_length=100, required=False)
    editor = TidyChar(
        label=_("Responsible for the content"), max_length=200, required=False,
        help_text=_("Name and position, as the law asks of an official site."),
    )  # fmt: skip
    name_en = TidyChar(label=_("Name of the province in English"), max_length=200, required=False)
    address_en = TidyChar(label=_("Address in English"), max_length=300, required=False)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name.startswith(("Tỉnh ", "Thành phố ")):
            raise ValidationError(_("Begin with “Tỉnh” or “Thành phố”, for example: Tỉnh Sóc Trăng."))
        return name

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not re.fullmatch(r"[0-9+().\- ]{3,40}", phone):
            raise ValidationError(_("A telephone number has digits, spaces and + ( ) . - only."))
        return phone

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        name = said.get("name", "")
        if name:
            kind, bare = (
                ("tỉnh", name.removeprefix("Tỉnh "))
                if name.startswith("Tỉnh ")
                else ("thành phố", name.removeprefix("Thành phố "))
            )
            said["committee"] = said.get("committee") or f"Ủy ban nhân dân {kind} {bare}"
            said["place"] = said.get("place") or bare
        return said


class YearForm(forms.Form):
    """The first year of work."""

    year = forms.IntegerField(
        label=_("First year you work with"), min_value=2016, max_value=workdays.LAST_YEAR,
        help_text=_("Usually this year: the year of the first plan you enter. Units of a list of your own begin on its first of January."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "size": 6, "autocomplete": "off"}),
    )  # fmt: skip


class UnitsForm(forms.Form):
    """A list of one's own, or one of those shipped."""

    FILE, CAN_THO, SOC_TRANG = "tep", "can-tho-2025", "soc-trang-2021"
    source = forms.ChoiceField(
        label=_("Where the units come from"),
        choices=[
            (FILE, _("From a file of ours (Excel or CSV)")),
            (CAN_THO, _("Shipped: thành phố Cần Thơ from 1 July 2025, 103 communes and wards")),
            (SOC_TRANG, _("Shipped: tỉnh Sóc Trăng 2021 with its agencies, and what became of every unit up to Cần Thơ 2025")),
        ],
        widget=forms.RadioSelect,
    )  # fmt: skip
    file = forms.FileField(
        label=_("File with the list"), required=False, help_text=_("Excel (.xlsx) or CSV, at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("source") == self.FILE and not said.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file with your units."))
        return said


class AdministratorForm(forms.Form):
    """The first person who signs in."""

    full_name = TidyChar(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    job_title = TidyChar(label=_("Job title"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Reminders and lost passwords go there.")
    )
    username = forms.CharField(
        label=_("User name"), max_length=150, validators=[UnicodeUsernameValidator()],
        help_text=_("For signing in, without spaces: for example quantri or nguyen.van.an."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"), strip=False, required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )  # fmt: skip

    def __init__(self, data: Any = None, *, known: User | None = None) -> None:
        initial = (
            {}
            if known is None
            else {name: getattr(known, name) for name in ("full_name", "job_title", "email", "username")}
        )
        super().__init__(data, initial=initial)
        self.known = known
        self.fields["password"].required = self.fields["password_again"].required = known is None
        kept = [_("Leave it empty to keep the one there is.")] if known else []
        self.fields["password"].help_text = " ".join(
            str(one) for one in [*kept, *password_validators_help_texts()]
        )

    def clean_username(self) -> str:
        name = nfc(self.cleaned_data["username"].strip())
        taken = User.objects.filter(username__iexact=name).exclude(
            pk__in=[self.known.pk] if self.known else []
        )
        if taken.exists():
            raise ValidationError(_("This user name is taken."))
        return name

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        password, again = said.get("password", ""), said.get("password_again", "")
        if password != again:
            self.add_error("password_again", _("The two passwords are not the same."))
        elif password:
            person = User(**{name: said.get(name, "") for name in ("full_name", "username", "email")})
            try:
                validate_password(password, person)
            except ValidationError as refusal:
                self.add_error("password", refusal)
        return said


class MailForm(forms.Form):
    """How mail leaves."""

    SERVER, NOWHERE = "smtp", "khong"
    needed = ("host", "port", "security", "from_address")  # by a server; not when no mail is sent
    way = forms.ChoiceField(
        label=_("Mail"),
        choices=[(SERVER, _("Send through a mail server (SMTP)")), (NOWHERE, _("Send no mail: letters stay in the data folder"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    host = TidyChar(
        label=_("Server"), max_length=200, required=False, help_text=_("For example mail.cantho.gov.vn.")
    )
    port = forms.IntegerField(
        label=_("Port"), min_value=1, max_value=65535, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 5, "size": 6}),
    )  # fmt: skip
    security = forms.ChoiceField(label=_("Security"), choices=Security.choices, required=False)
    username = forms.CharField(
        label=_("User name at the server"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Password at the server"), max_length=200, strip=False, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    from_address = forms.EmailField(label=_("Sender's address"), required=False)
    from_name = TidyChar(label=_("Sender's name"), max_length=100, required=False)
    to = forms.EmailField(
        label=_("Send a test letter to"),
        required=False,
        help_text=_("Left empty: the data are kept without a try."),
    )

    def __init__(self, data: Any = None, *, has_password: bool = False, **options: Any) -> None:
        super().__init__(data, **options)
        if has_password:
            self.fields["password"].help_text = _("Leave it empty to keep the one there is.")

    def clean_host(self) -> str:
        host: str = self.cleaned_data["host"]
        if host and not HOST.fullmatch(host):
            raise ValidationError(_("Only the server's name, without http:// and without the port."))
        return host

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("way") == self.SERVER:
            for name in ("host", "port", "from_address"):  # security has a first choice
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("This is needed to send mail."))
        return said


class LogoForm(forms.Form):
    """A picture beside the name of the site."""

    logo = forms.FileField(
        label=_("Picture"), help_text=_("PNG, JPEG or WebP, at most 5 MB; best on a transparent or white ground."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
    )  # fmt: skip

    def clean_logo(self) -> bytes:
        """The picture as inspected and written anew."""
        upload = self.cleaned_data["logo"]
        if upload.size > LONGEST_LOGO:
            raise ValidationError(_("The picture is larger than 5 MB."))
        try:
            return inspect_upload(upload, allowed=PHOTOS).content
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
