"""The index of published questions by what makes two of them alike (calc.similar). Made from them, never the other way."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .question import Question


class Likeness(models.Model):
    """A published question that is in the index, with what its postings were made from and by which rules."""

    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, primary_key=True, related_name="likeness"
    )
    digest = models.BinaryField(max_length=16)
    terms = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"{self.question_id}"


class Posting(models.Model):
    """A term stands in a question, with what it counts there. Its primary key answers everything: the table is never read."""

    pk = models.CompositePrimaryKey("term", "question_id", "weight")
    term = models.IntegerField()
    question_id = models.BigIntegerField()
    weight = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.term} {self.question_id}"


class Commonness(models.Model):
    """In how many questions of the index a term stands. Term 0 counts the questions."""

    term = models.IntegerField(primary_key=True)
    count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.term} {self.count}"
