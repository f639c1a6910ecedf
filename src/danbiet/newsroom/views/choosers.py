"""Choosing a video in the editors' rooms."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView

from danbiet.media.queries import Video

from ..permissions import Rights, rights_today, units_to_correct


def videos_to_choose(rights: Rights) -> QuerySet[Video]:
    """Public videos, and those of the units the person writes or approves for; newest first."""
    mine = Q(unit_id__in=units_to_correct(rights)) | Q(uploaded_by_id=rights.user_id)
    return Video.objects.filter(Q(is_public=True) | mine).order_by("-uploaded_at", "-id")


class _Ours:
    request: Any

    def get_object_list(self) -> QuerySet[Video]:
        return videos_to_choose(rights_today(self.request.user))


class ChooseVideo(_Ours, ChooseView):
    pass


class ChooseVideoResults(_Ours, ChooseResultsView):
    pass


class VideoChosen(_Ours, ChosenView):
    def get_object(self, pk: Any) -> Video:
        found = self.get_object_list().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


class VideosChosen(_Ours, ChosenMultipleView):
    def get_objects(self, pks: list[Any]) -> list[Video]:
        return list(self.get_object_list().filter(pk__in=[pk for pk in pks if str(pk).isdigit()]))
