"""The intake desk writes a question down for somebody who telephoned, wrote a letter, called a broadcast or spoke Khmer."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit.text import nfc
from danbiet.media.actions import FileRefused
from danbiet.org.views import DeskRequest, desk_view, must

from .. import permissions as may
from ..actions.asking import AskDraft, ask
from ..actions.refusals import QuestionRefusal
from ..forms.intake import NewForm
from ..queries.following import asked_before, is_same_question
from ..queries.topics import topic_choices
from .desk_doors import crumbs, on_form, unit_choices


@desk_view
def intake_new(request: DeskRequest) -> HttpResponse:
    """Write it down; the receipt's code and link are shown for the asker, then the desk goes on with it."""
    must(may.may_enter_intake(request.rights), _("Only the intake desk writes questions down for others."))
    form = NewForm(
        request.POST or None, request.FILES or None, topics=topic_choices(with_closed=False),
        places=unit_choices(request.rights), auto_id="nhap-%s",
        initial={"channel": request.GET.get("kenh", "phone"), "sent_key": f"desk-{secrets.token_urlsafe(24)}"},
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        if form.is_valid() and not _is_used(form):
            try:
                question = ask(_draft(form), by=request.user, at=request.at, sent_key=_key(form))
            except QuestionRefusal as refusal:
                on_form(form, refusal)
            except FileRefused as refusal:
                form.add_error("files", str(refusal))
            else:
                messages.success(
                    request, _("Taken in as %(code)s. Tell the asker this code.") % {"code": question.code}
                )
                return HttpResponseRedirect(reverse("questions:review", args=[question.pk]))
        status = 422
    context = {"form": form, "crumbs": crumbs(here=_("Take in a question for somebody"))}
    return render(request, "questions/desk/intake_new.html", context, status=status)


def _draft(form: NewForm) -> AskDraft:
    said: dict[str, Any] = form.cleaned_data
    return AskDraft(
        subject=said["subject"], text=said["text"], name=said["name"], phone=said["phone"], email=said["email"],
        address=said["address"], original=said["original"], channel=said["channel"], language=said["language"],
        topic_id=said["topic"], place_id=said["place"], may_publish=said["may_publish"], may_name=said["may_name"],
        may_air=said["may_air"], received_at=form.received_at(), uploads=tuple(said["files"]),
    )  # fmt: skip


def _is_used(form: NewForm) -> bool:
    """Whether this form has become another question already (somebody went back to it): it gets a new key, nothing is lost."""
    held = asked_before(_key(form))
    said = {name: nfc(form.cleaned_data[name]).strip() for name in ("subject", "text")}
    if held is None or is_same_question(held, **said):
        return False
    form.data = {**form.data.dict(), "sent_key": f"desk-{secrets.token_urlsafe(24)}"}  # type: ignore[attr-defined]
    why = _("This form has already been sent as question %(code)s. Send again if this is another question.")
    form.add_error(None, why % {"code": held.code})
    return True


def _key(form: NewForm) -> str:
    """The same form sent twice is one question; a key nobody gave out is none."""
    key: str = form.cleaned_data["sent_key"]
    return key if key.startswith("desk-") else ""
