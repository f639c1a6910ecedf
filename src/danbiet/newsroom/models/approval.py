"""How a text comes before readers: two kinds of steps for Wagtail's workflow, what is known of a step, what was published.

The engine is Wagtail's. Who may act, and what follows, is asked through `registry.steps`: models look down only (ADR 0024).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState

from ..enums import PublishedAs, StepKind
from ..registry import steps


class StepLock(WorkflowLock):
    """While a text waits, only its holder changes it; everybody who opens it reads who holds it, since when, until when."""

    def get_message(self, user: Any) -> str:
        return steps().message(self.object)


class StepState(TaskState):
    """A text at one step: whose it is, who sent it, when it came and when an answer is due."""

    step = models.CharField(max_length=10, choices=StepKind.choices)
    unit = models.ForeignKey("org.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    arrived_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    exclude_fields_in_copy: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("text at a step")

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.pk}"


class Step(Task):
    """What both steps have in common: roles in units decide, never Wagtail's groups."""

    kind: ClassVar[StepKind]
    task_state_class = StepState
    lock_class = StepLock

    class Meta:
        abstract = True

    def start(self, workflow_state: Any, user: Any = None) -> Any:
        """The text arrives: due day and notices. A step nobody can hold is skipped at once."""
        state = super().start(workflow_state, user=user).specific
        steps().arrived(state, kind=self.kind, by=user)
        return state

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not steps().may_act(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        return False

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not steps().may_act(obj, user):
            return []
        done = _("Pass on to the head") if self.kind == StepKind.REVIEW else _("Approve and publish")
        return [("reject", _("Return to the author"), True), ("approve", done, False)]

    def get_form_for_action(self, action: str) -> Any:
        return steps().form_for(action)

    def on_action(self, task_state: Any, user: Any, action_name: str, **said: Any) -> None:
        """Wagtail's own buttons: the same decision, by the same door, as from the desk and from a mail."""
        steps().act(task_state, user=user, action=action_name, comment=str(said.get("comment") or ""))

    def get_task_states_user_can_moderate(self, user: Any, **_kwargs: Any) -> QuerySet[TaskState]:
        return TaskState.objects.filter(pk__in=steps().held_by(user, kind=self.kind))


class ReviewStep(Step):
    """An editor of the unit other than the author, or its reform office, reads the text."""

    kind = StepKind.REVIEW

    class Meta:
        verbose_name = _("editorial review")
        verbose_name_plural = _("editorial reviews")


class HeadStep(Step):
    """The head of the unit puts the text before the public."""

    kind = StepKind.HEAD

    class Meta:
        verbose_name = _("approval by the head")
        verbose_name_plural = _("approvals by the head")


class Publication(models.Model):
    """One line for each time a version came before readers: who put it there, and what it was called. Never changed."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=PublishedAs.choices)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_own = models.BooleanField(default=False)  # the publisher wrote the text: allowed to heads, and said
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("publication")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.page_id} {self.kind} {self.at:%d/%m/%Y}"
