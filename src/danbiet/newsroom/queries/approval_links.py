"""The signed link in a letter: for one person, one step, one version, seven days. It opens the text; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.urls import reverse

from danbiet.accounts.models import User

from ..models import StepState

SALT = "danbiet.newsroom.step"
GOOD_FOR = timedelta(days=7)


class LinkExpired(Exception):
    """The link was good once."""


class LinkBroken(Exception):
    """Nobody here signed this link."""


@dataclass(frozen=True, slots=True)
class Link:
    state_id: int
    user_id: int
    revision_id: int


def token_for(state: StepState, person: User) -> str:
    """The signed words of a link."""
    return signing.dumps({"s": state.pk, "u": person.pk, "r": state.revision_id}, salt=SALT)


def link_for(state: StepState, person: User) -> str:
    """The address of the step for this person, without the site's name."""
    return reverse("newsroom:letter", args=[token_for(state, person)])


def read_link(token: str) -> Link:
    """What a link says. Raises LinkExpired after seven days, LinkBroken for anything not signed here for this purpose."""
    try:
        said = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
        return Link(int(said["s"]), int(said["u"]), int(said["r"]))
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise LinkBroken from error
