"""The one workflow of all texts, in Wagtail's own tables."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_noop
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from ..models import HeadStep, ReviewStep

NAME = gettext_noop("Approval of texts")
STEPS: tuple[tuple[type[Task], str], ...] = (
    (ReviewStep, gettext_noop("Editorial review")),
    (HeadStep, gettext_noop("Approval by the head")),
)
WAGTAILS = "Moderators approval"  # made by Wagtail's migrations for a group of its own; here nobody is in it


def ensure_workflow(portal: Page) -> None:
    """Make sure that everything below the portal goes through review and approval, and that no other workflow is about.

    Safe to run any number of times. Names stay as somebody left them; one that was made before the words were compiled
    gets them.
    """
    found = WorkflowPage.objects.filter(page=portal).select_related("workflow").first()
    workflow = found.workflow if found is not None else Workflow.objects.create(name=gettext(NAME))
    if found is None:
        WorkflowPage.objects.create(page=portal, workflow=workflow)
    _say(workflow, NAME)
    for order, (kind, name) in enumerate(STEPS):
        step = kind.objects.first() or kind.objects.create(name=gettext(name))
        _say(step, name)
        WorkflowTask.objects.get_or_create(workflow=workflow, task=step, defaults={"sort_order": order})
    Workflow.objects.filter(name=WAGTAILS, workflow_states=None).delete()
    Task.objects.filter(name=WAGTAILS, task_states=None).delete()


def _say(named: Any, source: str) -> None:
    """Put the words of the portal's language in the place of the source string."""
    if named.name == source != gettext(source):
        named.name = gettext(source)
        named.save(update_fields=["name"])
