from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from danbiet.org.models import DayOverride

pytestmark = pytest.mark.django_db


def run(*words: str) -> list[str]:
    out = StringIO()
    call_command("workdays", *words, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.parametrize("text", ["2025-12-30", "30/12/2025"])
def test_workdays_in_either_spelling_prints_the_due_date_first(text: str) -> None:
    lines = run(text, "3")
    assert lines[0] == "2026-01-06"
    assert lines[4] == "02/01/2026 thứ Sáu: nghỉ hoán đổi (làm bù 10/01/2026)"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("2025-02-30", "3"), "2025-02-30"),
        (("hôm nay", "3"), "hôm nay"),
        (("12/30/2025", "3"), "12/30/2025"),
        (("2025-12-30", "0"), "“0”"),
        (("2025-12-30", "-3"), "“-3”"),
        (("2025-12-30", "5001"), "5001"),
        (("2025-12-30", "ba"), "“ba”"),
        (("2025-12-30",), "workdays 2025-12-30 3"),
        (("9999-12-31", "1"), "2100"),
    ],
)
def test_workdays_of_odd_words_is_refused_by_name(words: tuple[str, ...], named: str) -> None:
    with pytest.raises(CommandError, match=named):
        run(*words)


def test_workdays_follows_the_exceptions_of_the_office() -> None:
    DayOverride.objects.create(on=date(2025, 12, 31), kind="off", reason="bão số 9")
    lines = run("2025-12-30", "3")
    # Without it: 31/12, 05/01, 06/01 (1 January and the swapped 2 January are off).
    assert lines[0] == "2026-01-07"
    assert "31/12/2025 thứ Tư: bão số 9" in lines
