from __future__ import annotations

from django.db import models


class Total(models.Model):
    """The one row of the counter. `base` is what an older portal had counted; `online` was true at `online_at`."""

    base = models.PositiveBigIntegerField(default=0)
    counted = models.BigIntegerField(default=0)
    online = models.PositiveIntegerField(default=0)
    online_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="visits_total_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.base + self.counted)


class Day(models.Model):
    """A day in Vietnam. `visitors` are those told apart on that day; the next day they are others."""

    day = models.DateField(primary_key=True)
    views = models.BigIntegerField(default=0)
    visitors = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day} {self.views}"


class PageDay(models.Model):
    """Views of one page on one day."""

    day = models.DateField()
    path = models.CharField(max_length=400)
    kind = models.CharField(max_length=20)
    views = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path", "day"], name="visits_page_once_a_day")]
        indexes = [models.Index(fields=["day", "-views"], name="visits_day_views")]

    def __str__(self) -> str:
        return f"{self.day} {self.path} {self.views}"


class JournalRead(models.Model):
    """How far a journal has been added up. Moves in the transaction that adds; outlives the journal by a month."""

    name = models.CharField(max_length=60, primary_key=True)
    offset = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.offset}"


class Salt(models.Model):
    """The secret of one day; destroyed when the next begins."""

    day = models.DateField(primary_key=True)
    value = models.BinaryField()

    def __str__(self) -> str:
        return str(self.day)
