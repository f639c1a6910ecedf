"""Asking: one page, no account, no cookie. What was typed is never lost; the same form sent twice is one question."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.files import File
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from danbiet.kit import clock
from danbiet.media.actions import FileRefused, store_file
from danbiet.media.queries import open_file, stored_files
from danbiet.org.enums import UnitKind
from danbiet.org.queries import NoUnits, Tree, tree
from danbiet.org.views import from_home

from ..actions.asking import AskDraft, ask
from ..actions.limiting import tally
from ..actions.refusals import BadValue, QuestionRefusal
from ..calc import captcha
from ..calc.sent_key import LIVES, SentKey, make_key, read_key
from ..forms.asking import MOST_FILES, TAKEN, AskForm
from ..models import Question
from ..queries import archive
from ..queries.doors import follow_key
from ..queries.following import asked_before, is_same_question
from ..queries.suggesting import fitting
from ..storages import network_of
from . import public_words as say
from .ask_files import our_name, their_name
from .public import MEANT, SHOWN
from .sign_in import Vouched, take_vouched, vouched_in

SUMS_PER_HOUR = 3  # of all questions an hour, this part may come by the small sum: programs can add
KEPT = "danbiet.questions.kept"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask_page(request: HttpRequest) -> HttpResponse:
    """The form; `?q=` is what was typed on the front page, with what has been answered about it above the form."""
    visit = Visit(request)
    answer = visit.posted() if request.method == "POST" else visit.begun()
    answer.headers["Cache-Control"] = "no-store"
    return answer


class Visit:
    """One request for the form: its key, its files, what is shown again when something is missing."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.second = (
            time.time()
        )  # real time: keys and work are dated by it, whatever day a demonstration shows
        self.at = clock.now()
        self.on = clock.today()
        self.secret = settings.SECRET_KEY.encode()
        self.units = tree(self.on)
        request.units = self.units  # type: ignore[attr-defined]  # the layout shows whose site this is
        self.files: list[tuple[int, str]] = []  # kept by an earlier try: (id, label)
        self.vouched: Vouched | None = None

    # Showing the form

    def begun(self) -> HttpResponse:
        text = " ".join(self.request.GET.get("q", "")[:MEANT].split())
        self.vouched = take_vouched(self.request)
        start = {"subject": text[:200], **(self.vouched.said() if self.vouched else {})}
        pairs = fitting(text, on=self.on, limit=SHOWN) if text else []
        answer = self._page(self._fresh(initial=start), similar=pairs, asked=text)
        if self.vouched:
            answer.delete_cookie(self.vouched.cookie, path=self.request.path)
        return answer

    def _fresh(self, *, initial: dict[str, Any]) -> AskForm:
        self.key = self._new_key()
        return self._form(None, None, initial=initial)

    def _new_key(self) -> str:
        return make_key(secret=self.secret, second=self.second)

    def _form(self, data: Any, files: Any, **options: Any) -> AskForm:
        known = read_key(self.key, secret=self.secret)
        numbers = captcha.sum_of(known.nonce, secret=self.secret) if known else (2, 2)
        topics = [(topic.pk, topic.name) for topic in archive.topics_offered()]
        return AskForm(data, files, topics=topics, places=_places(self.units), numbers=numbers, **options)

    def _page(
        self,
        form: AskForm,
        *,
        similar: list[Any] | None = None,
        asked: str = "",
        notice: str = "",
        status: int = 200,
    ) -> HttpResponse:
        known = read_key(self.key, secret=self.secret)
        context = {
            "form": form, "key": self.key, "similar": say.lines(similar or [], self.units), "asked": asked, "notice": notice,
            "work": captcha.challenge(known.nonce, secret=self.secret, expires_at=known.made_at + LIVES) if known else {},
            "solved": str(self.request.POST.get("altcha", ""))[: captcha.LONGEST] if self.is_work_kept else "",
            "kept": self._signed_files(), "files": self.files, "most_files": MOST_FILES, "vouched": self.vouched,
            "sign_in": settings.DANBIET_OIDC_NAME if settings.DANBIET_OIDC_ISSUER else "",
            "crumbs": from_home(say.archive_step(), _("Ask a question")),
        }  # fmt: skip
        return render(self.request, "questions/public/ask.html", context, status=status)

    is_work_kept = False

    # Taking it in

    def posted(self) -> HttpResponse:
        said = self.request.POST
        self.key = said.get("key", "")
        self.files = self._kept_files()
        self.vouched = vouched_in(said.get("vouched", ""))
        known = read_key(self.key, secret=self.secret)
        if known is None or known.is_old(second=self.second):
            self.key = self._new_key()
            form = self._form(said, self.request.FILES)
            return self._again(
                form, _("This form had been open for more than a day. Please look it over and send it again.")
            )
        form = self._form(said, self.request.FILES)
        held = asked_before(known.nonce)
        if held is not None:
            return self._sent_before(form, held)
        self.is_work_kept = captcha.is_solved(said.get("altcha", ""), known.nonce, secret=self.secret)
        if not self.is_work_kept and not form.is_sum_right():
            form.is_valid()
            form.add_error("sum", self._captcha_words())
            return self._again(form)
        if not self.is_work_kept and known.is_hasty(second=self.second):
            return self._again(form, _("That was quicker than anybody types. Please send it once more."))
        is_edited = said.get("buoc") == "sua"
        if is_edited or not form.is_valid():
            self._keep_files(form)
            return self._page(form) if is_edited else self._again(form)
        if not self.is_work_kept and said.get("buoc") != "gui":
            return self._step_before(form)
        return self._ask(form, known)

    def _captcha_words(self) -> str:
        if self.request.POST.get("sum"):
            return _("The sum is not right. Nothing you typed is lost.")
        return _("Please solve the small sum; nothing you typed is lost.")

    def _again(self, form: AskForm, why: str = "") -> HttpResponse:
        """The form with everything that was typed, and what has to be put right."""
        if why:
            form.is_valid()
            form.add_error(None, why)
        return self._page(form, status=422)

    def _sent_before(self, form: AskForm, held: Question) -> HttpResponse:
        """The same words: the same receipt. Other words with a form that was used: a new form, nothing lost."""
        form.is_valid()
        words = {name: str(form.cleaned_data.get(name, "")) for name in ("subject", "text")}
        if is_same_question(held, **words):
            return _to_receipt(held)
        self.key = self._new_key()
        form = self._form(self.request.POST, self.request.FILES)
        why = _(
            "This form has already been sent as question %(code)s. Send again if this is another question."
        )
        return self._again(form, why % {"code": held.code})

    def _step_before(self, form: AskForm) -> HttpResponse:
        """Without scripts: what has been answered already, and what will be sent, before it is sent."""
        if not self._keep_files(form):
            return self._again(form)
        cleaned = form.cleaned_data
        pairs = fitting(f"{cleaned['subject']} {cleaned['text']}"[:MEANT], on=self.on, limit=SHOWN)
        topics = dict(archive.topics_known())
        context = {
            "form": form, "key": self.key, "similar": say.lines(pairs, self.units), "cleaned": cleaned,
            "topic": topics.get(cleaned.get("topic") or 0, ""), "place": _place_name(self.units, cleaned.get("place")),
            "kept": self._signed_files(), "files": self.files, "vouched": self.vouched,
            "carried": [
                (name, self.request.POST.get(name, ""))
                for name in ("subject", "text", "topic", "place", "name", "phone", "email", "may_handle", "may_publish", "may_name",
                             "may_air", "sum")
            ],
            "crumbs": from_home(say.archive_step(), _("Before it is sent")),
        }  # fmt: skip
        return render(self.request, "questions/public/before_sending.html", context)

    def _ask(self, form: AskForm, known: SentKey) -> HttpResponse:
        if not self._is_within_limits():
            why = _(
                "Very many questions have come from this network within the hour. Please try again later or telephone."
            )
            self._keep_files(form)
            answer = self._again(form, why)
            answer.status_code = 429
            return answer
        cleaned = form.cleaned_data
        uploads = [*self._opened(), *cleaned["uploads"]]
        vouched = self.vouched if self.vouched and self.vouched.matches(cleaned) else None
        draft = AskDraft(
            subject=cleaned["subject"], text=cleaned["text"], name=cleaned["name"], phone=cleaned["phone"], email=cleaned["email"],
            topic_id=cleaned["topic"], place_id=cleaned["place"], may_publish=cleaned["may_publish"], may_name=cleaned["may_name"],
            may_air=cleaned["may_air"], verified_by=vouched.provider if vouched else "", uploads=tuple(uploads),
        )  # fmt: skip
        names = [upload.name for upload in uploads]
        try:
            return _to_receipt(ask(draft, by=None, at=self.at, sent_key=known.nonce))
        except FileRefused as refusal:
            form.add_error("uploads", their_name(refusal, names))
        except BadValue as refusal:
            field = "uploads" if refusal.field == "files" else refusal.field
            form.add_error(field if field in form.fields else None, str(refusal))
        except (QuestionRefusal, NoUnits) as refusal:
            form.add_error(None, str(refusal) or _("This site takes no questions yet."))
        finally:
            for upload in uploads:
                upload.close()
        return self._page(form, status=422)

    def _is_within_limits(self) -> bool:
        hour = int(self.second) // 3600
        key = network_of(self.request, proxies=settings.AXES_IPWARE_PROXY_COUNT or 0, second=self.second)
        most = settings.DANBIET_ASK_PER_HOUR
        if tally("asked", key, hour=hour) > most:
            return False
        return self.is_work_kept or tally("summed", key, hour=hour) <= max(1, most // SUMS_PER_HOUR)

    # Files that survive a second try

    def _kept_files(self) -> list[tuple[int, str]]:
        try:
            found = signing.loads(self.request.POST.get("kept", ""), salt=KEPT, max_age=LIVES)
        except signing.BadSignature:
            return []
        dropped = set(self.request.POST.getlist("drop"))
        return [(int(pk), str(label)) for pk, label in found if str(pk) not in dropped]

    def _signed_files(self) -> str:
        return signing.dumps(self.files, salt=KEPT, compress=True) if self.files else ""

    def _keep_files(self, form: AskForm) -> bool:
        """Keep what came with this try, under names of ours; False (with an error at the field) when one is refused."""
        if form.has_error("uploads"):
            return False
        for upload in form.cleaned_data.get("uploads") or []:
            if len(self.files) >= MOST_FILES:
                form.add_error("uploads", _("At most %(count)s files.") % {"count": MOST_FILES})
                return False
            theirs = upload.name
            upload.name = our_name(upload, len(self.files) + 1)
            try:
                file = store_file(upload, by=None, at=self.at, allowed=TAKEN)
            except FileRefused as refusal:
                form.add_error("uploads", their_name(refusal, [theirs]))
                return False
            word = _("Photo") if file.content_type.startswith("image/") else _("File")
            self.files.append((file.pk, f"{word} {len(self.files) + 1}"))
        return True

    def _opened(self) -> list[File[bytes]]:
        opened: list[File[bytes]] = []
        kept = stored_files(pk for pk, _label in self.files)
        for pk, _label in self.files:
            if pk in kept:  # swept away after a week: the form is older than that
                opened.append(File(open_file(pk), name=kept[pk].name))
        return opened


def _places(units: Tree) -> list[tuple[int, str]]:
    """Communes and districts, in the tree's order."""
    kinds = {UnitKind.DISTRICT, UnitKind.COMMUNE}
    return [(unit.id, units.full_name(unit.id)) for unit in units if unit.kind in kinds]


def _place_name(units: Tree, place_id: int | None) -> str:
    return units.full_name(place_id) if place_id is not None and place_id in units else ""


def _to_receipt(question: Question) -> HttpResponse:
    answer = HttpResponseRedirect(
        reverse("questions:receipt", args=[question.code, follow_key(question)]), status=303
    )
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
