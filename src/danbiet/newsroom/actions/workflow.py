"""The one workflow of all texts, in Wagtail's own tables."""

from __future__ import annotations

from django.utils.translation import gettext
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from ..models import HeadStep, ReviewStep

STEPS = (ReviewStep, HeadStep)


def ensure_workflow(portal: Page) -> None:
    """Make sure that everything below the portal goes through review and approval. Safe to run any number of times; the
    names stay as somebody left them."""
    found = WorkflowPage.objects.filter(page=portal).select_related("workflow").first()
    workflow = (
        found.workflow if found is not None else Workflow.objects.create(name=gettext("Approval of texts"))
    )
    if found is None:
        WorkflowPage.objects.create(page=portal, workflow=workflow)
    names = (gettext("Editorial review"), gettext("Approval by the head"))
    for order, (kind, name) in enumerate(zip(STEPS, names, strict=True)):
        step = kind.objects.first() or kind.objects.create(name=name)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=step, defaults={"sort_order": order})
