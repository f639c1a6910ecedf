from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Who did what to what, when and why. Rows are only ever added: a trigger refuses changes and deletions."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    object_title = models.TextField(blank=True)
    unit_id = models.BigIntegerField(null=True, db_index=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["object_kind", "object_id", "-at"], name="audit_object")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.object_title}"


class Shape(models.Model):
    """A table the trail watches, as it was: which columns the hash of a row is made of. A migration that changes them adds a shape."""

    id = models.SmallAutoField(primary_key=True)
    table = models.CharField(max_length=63)
    kind = models.CharField(max_length=60)  # app.model in small letters; "" where each row says it (deeds)
    columns = models.JSONField()
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["table", "-id"], name="audit_shape_table")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.table} {self.id}"


class Trace(models.Model):
    """One change in the one trail over all changes: a deed (`Entry`), or a row that history kept. Written by triggers only.

    `digest` is the SHA-256 of the row it stands for as PostgreSQL writes it in JSON; `epoch` and `xid` say in which transaction,
    and so in which seal. `at` is the deed's own moment, for rows the moment of the transaction.
    """

    at = models.DateTimeField(_("when"))
    epoch = (
        models.SmallIntegerField()
    )  # grows when the tables have been carried to another server: there xids begin anew
    xid = models.BigIntegerField()
    shape_id = models.SmallIntegerField()  # no constraint: five million look-ups for nothing
    source_id = models.BigIntegerField()
    kind = models.CharField(_("kind of thing"), max_length=60)
    object_id = models.BigIntegerField(null=True)
    verb = models.CharField(_("what happened"), max_length=60)
    actor_id = models.BigIntegerField(_("who"), null=True)
    unit_id = models.BigIntegerField(_("unit"), null=True)
    page = models.CharField(
        _("from where"), max_length=200, blank=True
    )  # the page's address, no query, no network
    digest = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["at", "id"], name="audit_trace_at"),
            models.Index(fields=["kind", "at", "id"], name="audit_trace_kind"),
            models.Index(fields=["kind", "object_id", "at", "id"], name="audit_trace_thing"),
            models.Index(fields=["actor_id", "at", "id"], name="audit_trace_actor"),
            models.Index(fields=["unit_id", "at", "id"], name="audit_trace_unit"),
            models.Index(fields=["verb", "at", "id"], name="audit_trace_verb"),
            models.Index(fields=["epoch", "xid", "id"], name="audit_trace_xid"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.object_id} {self.verb}"


class Seal(models.Model):
    """A link of the chain: all traces of a range of transactions that had ended, their Merkle root, and the hash of the link before.

    `rows` holds 26 bytes a trace (its number, shape, the row's number, eight bytes of its leaf): only to name which one is at fault.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    epoch = models.SmallIntegerField()
    from_xid = models.BigIntegerField()
    to_xid = models.BigIntegerField()  # not in it any more
    count = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    rows = models.BinaryField()
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["-number"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.number} {self.at:%Y-%m-%d %H:%M}"


class Erasure(models.Model):
    """A row of history that was emptied or deleted because somebody's data had to go: which, why, and what is left of it.

    Written by the trigger that lets it happen, and itself part of the trail.
    """

    at = models.DateTimeField()
    shape_id = models.SmallIntegerField()
    source_id = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    digest = models.BinaryField(max_length=32, null=True)  # none: the row is gone

    class Meta:
        indexes = [models.Index(fields=["shape_id", "source_id", "-id"], name="audit_erasure_row")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.shape_id}/{self.source_id} {self.reason}"
