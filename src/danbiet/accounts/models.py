from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class PeopleManager(UserManager["User"]):
    """Creates people; the interactive superuser command is not offered to provinces, so no extra fields."""


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of pictures and files: Wagtail has no types
    """A person who signs in. What they may do follows from their roles in units (app org), never from here."""

    first_name = None  # type: ignore[assignment]  # one name, as Vietnamese names are written
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=120)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    is_demo = models.BooleanField(default=False, editable=False)

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
