"""The register of personal data is true: no column that may hold personal data is left unspoken of."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import models

from .register import (
    COLUMNS,
    EXCEPTIONS,
    REGISTER,
    columns,
    excepted,
    exists,
    may_be_personal,
    registered,
    rows,
)

LISTED, UNKNOWN = registered(REGISTER.read_text(encoding="utf-8"))
NONE = excepted(EXCEPTIONS.read_text(encoding="utf-8"))


def test_every_column_that_may_hold_personal_data_is_in_the_register_or_excepted() -> None:
    unspoken = sorted(set(columns()) - LISTED - NONE.keys())

    assert not unspoken, (
        "Add these to docs/privacy/register.md (whose, what for, kept until, protection) or, where they hold no personal data, "
        f"with the reason to docs/privacy/none.csv: {', '.join(unspoken)}"
    )


def test_register_names_only_what_there_is() -> None:
    assert not UNKNOWN


def test_exceptions_name_only_columns_there_are_each_with_a_reason() -> None:
    assert not [column for column in NONE if not exists(column)]
    assert not [column for column, why in NONE.items() if len(why.strip()) < 6]


def test_no_column_is_both_personal_and_not() -> None:
    assert not LISTED & NONE.keys()


def test_encrypted_text_of_people_is_never_excepted() -> None:
    """What is worth a cipher is either a person's or a key of the machine, and that is said."""
    from django.apps import apps

    from danbiet.kit.encrypted import EncryptedTextField

    encrypted = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField)
    }
    assert set(encrypted & NONE.keys()) == {
        "contests.Contest.pepper",
        "contests.Contest.receipt_key",
        "contests.Contest.signing_key",
        "contests.ItemVersion.salt",
        "contests.RoundSecret.secret",
    }


@pytest.mark.parametrize("row", rows(REGISTER.read_text(encoding="utf-8")), ids=lambda row: row[0][:40])
def test_row_of_the_register_says_whose_what_for_how_long_and_how_it_is_kept(row: list[str]) -> None:
    assert len(row) == COLUMNS
    assert all(row)


def test_new_columns_with_personal_data_are_noticed() -> None:
    class Newcomer(models.Model):
        nickname = models.CharField(max_length=20)
        state = models.CharField(max_length=4, choices=[("a", "b")])
        phone_count = models.IntegerField()
        born_birth_year = models.SmallIntegerField()
        photo = models.FileField()
        facts = models.JSONField()
        helper = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
        size = models.IntegerField()

        class Meta:
            app_label = "house"

        def __str__(self) -> str:
            return self.nickname

    found = {name.rpartition(".")[2] for name in columns([Newcomer])}

    assert found == {"nickname", "phone_count", "born_birth_year", "photo", "facts", "helper"}
    assert not may_be_personal(Newcomer._meta.get_field("size"))


def test_whole_model_and_following_fields_are_read_from_a_row() -> None:
    head = "| a | b | c | d | e |\n| --- | --- | --- | --- | --- |\n"

    found, unknown = registered(
        head + "| `questions.Asker`, `Message.text`, `original` and `nobody` | a | b | c | d |"
    )

    assert {"questions.Asker.phone", "questions.Message.text", "questions.Message.original"} <= found
    assert unknown == ["questions.Message.nobody"]
