from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enums import LockKind, TicketKind


class PeopleManager(UserManager["User"]):
    """Creates people; the interactive superuser command is not offered to provinces, so no extra fields."""


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of pictures and files: Wagtail has no types
    """A person who signs in. What they may do follows from their roles in units (app org), never from here."""

    first_name = None  # type: ignore[assignment]  # one name, as Vietnamese names are written
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=120)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    office_phone = models.CharField(_("office telephone"), max_length=30, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)
    # Locked people keep their history and cannot sign in (is_active is then false).
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    lock_kind = models.CharField(max_length=8, choices=LockKind.choices, blank=True, editable=False)
    lock_reason = models.CharField(max_length=300, blank=True, editable=False)

    # Set while somebody's rights include those of people on leave: whom they act for in a unit (None: anywhere), in words.
    in_stead_of: Callable[[int | None], str] | None = None

    objects: ClassVar[PeopleManager] = PeopleManager()
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]

    def clean(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = " ".join(self.full_name.split())
        super().clean()


class Ticket(models.Model):
    """A way in that works once and for a time: a printed code, an invitation by mail, a link for a forgotten password.

    Only a keyed hash of the secret is kept. The latest one of a person counts; earlier ones are withdrawn when it is made.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=TicketKind.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="accounts_one_open_ticket",
                fields=["user"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"


class OpenSession(models.Model):
    """A browser somebody is signed in with, as its owner recognises it: kind of device, part of the address, since and last seen."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True)  # of Django's own session, to be able to end it
    device = models.CharField(max_length=60, blank=True)
    network = models.CharField(max_length=45, blank=True)  # the first part of the address only
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user} {self.device}"
