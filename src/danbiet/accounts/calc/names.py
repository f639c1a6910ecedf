"""User names made of names."""

from __future__ import annotations

from danbiet.kit.text import fold_words


def username_from(full_name: str) -> str:
    """The given name, a dot and the family name without marks: "Trần Thị Bích" gives bich.tran; "nguoi" for no letters at all."""
    words = [word for word in fold_words(full_name) if word.isascii()]
    if not words:
        return "nguoi"
    return words[0][:60] if len(words) == 1 else f"{words[-1][:60]}.{words[0][:60]}"
