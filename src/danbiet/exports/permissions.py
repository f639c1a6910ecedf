"""Who may have documents made and who may change the templates."""

from __future__ import annotations

from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights

from .models import Run
from .registry import document_kind


def may_see_runs(rights: Rights) -> bool:
    """Everybody on the desk sees what they asked for themselves."""
    return rights.is_anyone


def may_download_run(rights: Rights, run: Run) -> bool:
    """Who asked for it, as long as they may still have such a document today."""
    kind = document_kind(run.report)
    return (
        kind is not None
        and rights.user_id == run.requested_by_id
        and run.file_id is not None
        and kind.allowed(rights, run.parameters)
    )


def may_manage_templates(rights: Rights) -> bool:
    """Every unit's documents go through the templates: only the province's reform office changes them."""
    return is_province_office(rights)
