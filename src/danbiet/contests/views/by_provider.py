"""Citizens come into the rush from a provider of identity (OpenID Connect): whom it names is one entrant. No session is opened.

The way there and back is `accounts`'. What the provider said is in a signed cookie of half an hour for this contest's door alone; of
its word for the person only the contest's keyed hash is carried and kept.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.accounts.queries import provider_name
from danbiet.accounts.views import Claims, Journey, NotVouched, claims_in, remember
from danbiet.kit import clock
from danbiet.org.queries import tree
from danbiet.org.views import from_home

from ..actions.entering import Particulars, enter_vouched
from ..actions.refusals import ContestRefusal
from ..calc.canonical import pseudonym
from ..calc.persons import could_be_born, subject_hash
from ..enums import EntryWay
from ..forms.entering import VouchedForm
from ..models import Contest
from ..queries.closing import rules_read
from ..queries.entering import entrant_named, entry_contest, head_counts
from . import public_words as say
from .entrance import into_the_rush

log = logging.getLogger("danbiet.contests")
WAY_COOKIE, SAID_COOKIE = "danbiet_thi_duong_ve", "danbiet_thi_dinh_danh"
WAY_SALT, SAID_SALT, FORM = "contests.oidc.way", "contests.oidc.said", "contests.oidc.form"
MINUTES = 30  # so long one may take to fill in the rest
WANTED = ("name", "birthdate", "phone_number")


@dataclass(frozen=True, slots=True)
class Said:
    """What the provider said, for one contest. `person`: calc.persons.subject_hash as hex; `birth` an ISO day or ""."""

    contest: str
    person: str
    name: str
    phone: str
    email: str
    birth: str

    @property
    def known(self) -> dict[str, Any]:
        """What need not be asked, by the form's names."""
        facts: dict[str, Any] = {"name": self.name, "phone": self.phone, "email": self.email}
        if self.birth:
            facts["birth"] = date.fromisoformat(self.birth)
        return {name: value for name, value in facts.items() if value}

    @property
    def key(self) -> str:
        """What only the page shown to this person holds: a foreign page cannot send its form."""
        return salted_hmac(FORM, f"{self.contest} {self.person}", algorithm="sha256").hexdigest()


@csrf_exempt  # no session stands behind it: the form's own key is what a foreign page lacks
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """First the button to the provider; then what it has not said, and consent; then straight on into the rush."""
    contest = _contest(key)
    at = clock.now()
    units = tree(clock.local(at).date())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    said = _said(request, contest)
    is_sent = request.method == "POST"
    if said is None or (is_sent and not constant_time_compare(request.POST.get("key", ""), said.key)):
        return _page(request, contest, status=403 if is_sent else 200, has_run_out=is_sent)
    there = entrant_named(contest, bytes.fromhex(said.person))
    rules = rules_read(contest.rules or "")
    here = {one.key: one for one in contest.audiences.all() if one.entry == EntryWay.OIDC}
    form = VouchedForm(
        request.POST or None, audiences=[one for one in rules.audiences if one.key in here], known=said.known, unique=rules.unique,
        units=[(one.code, units.full_name(one.unit_id)) for one in head_counts(contest)], needs_unit=rules.units is not None,
        on=clock.local(at).date(), auto_id="vao-%s",
    )  # fmt: skip
    if is_sent and (there is not None or form.is_valid()):
        try:
            if there is None:
                facts = form.cleaned_data
                there = enter_vouched(
                    contest, here[facts["audience"]], person=bytes.fromhex(said.person), said=_particulars(facts),
                    unit=facts.get("unit", ""), at=at,
                )  # fmt: skip
            answer = into_the_rush(contest, there, at=at)
            answer.delete_cookie(SAID_COOKIE, path=_door(contest))
            return answer
        except ContestRefusal as refusal:
            form.add_error(None, str(refusal))
    return _page(request, contest, status=422 if is_sent else 200, said=said, form=form, there=there)


@require_safe
def leave(request: HttpRequest, key: str) -> HttpResponse:
    """To the provider."""
    contest = _contest(key)
    try:
        return _journey().leave(contest=contest.key, door=_door(contest))
    except NotVouched as trouble:
        return _failed(request, trouble, contest)


@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """Back from the provider, to the door one left by. Its word counts once, for that contest, in that browser."""
    if not provider_name():
        raise Http404
    journey = _journey()
    try:
        claims, way = journey.arrive(request, wanted=WANTED)
        contest = _contest(way["contest"])
        said = _for(contest, claims_in(claims), on=clock.today())
    except NotVouched as trouble:
        return _failed(request, trouble, None)
    answer = HttpResponseRedirect(way["door"], status=303)
    token = signing.dumps(
        [said.contest, said.person, said.name, said.phone, said.email, said.birth], salt=SAID_SALT
    )
    remember(answer, SAID_COOKIE, token, path=way["door"], minutes=MINUTES)
    journey.end(answer)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _contest(key: str) -> Contest:
    """The contest with an audience that signs in at the provider; 404 where there is none, or no provider."""
    contest = entry_contest(key) if provider_name() else None
    if contest is None or not any(one.entry == EntryWay.OIDC for one in contest.audiences.all()):
        raise Http404
    return contest


def _journey() -> Journey:
    with translation.override("vi"):  # the provider knows one address, whatever language the page had
        address = reverse("contests:enter-back")
    return Journey(WAY_COOKIE, WAY_SALT, folder=address, back=address)


def _door(contest: Contest) -> str:
    return reverse("contests:enter-vouched", args=[contest.key])


def _for(contest: Contest, claims: Claims, *, on: date) -> Said:
    if not contest.pepper:
        raise NotVouched("erased")
    try:
        person = subject_hash(
            settings.DANBIET_OIDC_ISSUER, claims.subject, pepper=bytes.fromhex(contest.pepper)
        )
    except ValueError as trouble:
        raise NotVouched("subject") from trouble
    return Said(contest.key, person.hex(), claims.name, claims.phone, claims.email, _day(claims.birth, on=on))


def _day(birth: str, *, on: date) -> str:
    """The day of birth where the provider says a whole one (some say a year alone), else ""."""
    try:
        born = date.fromisoformat(birth)
    except ValueError:
        return ""
    return born.isoformat() if could_be_born(born, on) else ""


def _said(request: HttpRequest, contest: Contest) -> Said | None:
    try:
        said = Said(
            *signing.loads(request.COOKIES.get(SAID_COOKIE, ""), salt=SAID_SALT, max_age=MINUTES * 60)
        )
    except signing.BadSignature:
        return None
    return said if said.contest == contest.key and contest.pepper else None


def _particulars(facts: dict[str, Any]) -> Particulars:
    return Particulars(
        facts["name"],
        facts["birth"],
        facts.get("phone", ""),
        facts.get("email", ""),
        facts.get("guardian", ""),
    )


def _page(
    request: HttpRequest, contest: Contest, *, status: int, said: Said | None = None, **more: Any
) -> HttpResponse:
    there = more.get("there")
    context = {
        "contest": contest, "said": said, "provider": provider_name(), "pseudonym": pseudonym(there.code) if there else "",
        "crumbs": from_home(say.list_step(), say.contest_step(contest), _("Take part")), **more,
    }  # fmt: skip
    answer = render(request, "contests/public/by_provider.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _failed(request: HttpRequest, trouble: NotVouched, contest: Contest | None) -> HttpResponse:
    """What went wrong is said in the record alone; the person may try again."""
    log.warning("signing in at the provider for a contest failed: %s", trouble)
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    context = {
        "provider": provider_name(), "contest": contest,
        "crumbs": from_home(say.list_step(), _("Sign in")),
    }  # fmt: skip
    answer = render(request, "contests/public/not_vouched.html", context, status=502)
    _journey().end(answer)
    return answer
