"""Which pictures and files editors find in the choosers of the admin."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks

from danbiet.kit import clock
from danbiet.org.queries import rights_of

from .queries import files_to_choose


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def choose_among_known_files(files: QuerySet, request: HttpRequest) -> QuerySet:
    """What live pages show, and what people of one's units brought."""
    return files_to_choose(files, rights_of(request.user, clock.today()))
