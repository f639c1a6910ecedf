from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from .calc.ages import LATE, NEW


class Entry(models.Model):
    """One public thing as readers find it. Everything here is made from its source and can be thrown away."""

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    title = models.TextField()
    url = models.TextField()
    text = models.TextField(blank=True)
    unit_id = models.BigIntegerField(null=True)  # no key: an entry may not keep a unit from going
    year = models.PositiveSmallIntegerField(null=True)
    on = models.DateField(null=True)
    language = models.CharField(max_length=8, default="vi")
    age = models.PositiveSmallIntegerField()  # calc.ages: 0 among the newest, and so on
    words = SearchVectorField()  # made in Python (calc.words): the database cannot fold Vietnamese
    digest = models.BinaryField()  # of everything above: an unchanged entry is not written again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once")]
        # There is none over the date on purpose: the planner would walk it for rare words. Common ones are looked for where
        # their lists are short: among the newest, then among the late. Without the list of pending rows, which every
        # question would have to read through.
        indexes = [
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            GinIndex(
                fields=["words"], name="search_words_late", fastupdate=False, condition=Q(age__lte=LATE)
            ),
            GinIndex(fields=["words"], name="search_words_new", fastupdate=False, condition=Q(age=NEW)),
        ]

    def __str__(self) -> str:
        return self.title


class Month(models.Model):
    """A month entries are dated in ("202112", "0" without a date), how many there are, and their age. Every month that has any is here."""

    name = models.CharField(max_length=6, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    age = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A word, or two to four in a row, with how many entries hold it: what misspellings and suggestions are measured by."""

    folded = models.CharField(max_length=130, primary_key=True)
    shown = models.CharField(max_length=130, blank=True)  # as titles spell it most often
    count = models.PositiveIntegerField()
    size = models.PositiveSmallIntegerField()  # words
    deletions = ArrayField(
        models.TextField(), default=list
    )  # of a single word: itself without one or two letters

    class Meta:
        # What begins with letters typed is found by the second index Django gives every key of text; two letters begin thousands.
        indexes = [
            GinIndex(fields=["deletions"], name="search_term_near", fastupdate=False),
            models.Index(Left("folded", 2), F("count").desc(), name="search_term_of_two"),
        ]

    def __str__(self) -> str:
        return self.shown or self.folded
