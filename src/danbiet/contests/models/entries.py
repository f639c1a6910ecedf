"""The hot path: rows `contests.play` writes in bulk, thousands a second.

No foreign key here is held by the database: every check would lock the one round all rows share. Rows come from signed
tokens only, and nothing deletes a sealed contest or its rounds.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from .rounds import Round


class Start(models.Model):
    """An attempt begun: whose, the how manieth (from 1), and until when. Moments in milliseconds since 1970 UTC.

    Two tabs, two phones and two processes end at the same row: (round, code, number) is the judge.
    """

    round = models.ForeignKey(
        Round, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    code = models.CharField(max_length=10)  # Entrant.code
    number = models.IntegerField()
    audience = models.SmallIntegerField()  # Audience.order
    unit = models.CharField(max_length=40, blank=True, db_default="")  # HeadCount.code
    started_ms = models.BigIntegerField()
    deadline_ms = models.BigIntegerField()
    network_hash = models.BinaryField(null=True)  # keyed anew each day, deleted after 90 days
    device_hash = models.BinaryField(null=True)  # the same

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "code", "number"], name="contests_start_once"),
            models.CheckConstraint(
                name="contests_start_forward", condition=Q(number__gte=1, deadline_ms__gte=F("started_ms"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Entry(models.Model):
    """What was handed in for a start: one, only added. `answers` as in the bundle; `code` is that of the receipt."""

    start = models.OneToOneField(
        Start, primary_key=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    round = models.ForeignKey(
        Round, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    arrived_ms = models.BigIntegerField()
    prediction = models.BigIntegerField(null=True)
    answers = models.TextField()
    code = models.CharField(max_length=12)
    trail = models.TextField(
        blank=True, db_default=""
    )  # seconds at which answers were chosen, for fraud alone

    class Meta:
        indexes = [BrinIndex(fields=["round", "arrived_ms"], name="contests_entry_arrived")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.code


class Mark(models.Model):
    """What an entry is worth, for standings while they run. Re-made at will; the proof never reads it.

    `points` in hundredths without those of a prediction, `time_ms` at most the time of an attempt.
    """

    start = models.OneToOneField(
        Start, primary_key=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    points = models.IntegerField()
    correct = models.SmallIntegerField()
    wrong = models.SmallIntegerField()
    is_all_correct = models.BooleanField()
    time_ms = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.pk}: {self.points}"
