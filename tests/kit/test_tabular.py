from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from danbiet.kit.tabular import rows_to_csv


def test_csv_vietnamese_rows_have_mark_and_crlf() -> None:
    data = rows_to_csv(["Đơn vị", "Số"], [["Sở Nội vụ", 3], ["Báo, Đài", None]])
    assert data == '\ufeffĐơn vị,Số\r\nSở Nội vụ,3\r\n"Báo, Đài",\r\n'.encode()


@pytest.mark.parametrize("text", ["=1+1", "+84", "-1", "@SUM(A1)", "\tx", " =1", "\u00a0=1", "＝1"])
def test_csv_formula_text_gets_an_apostrophe(text: str) -> None:
    line = rows_to_csv(["a"], [[text]]).decode("utf-8-sig").split("\r\n")[1]
    assert line == f"'{text}"


def test_csv_negative_numbers_stay_numbers() -> None:
    assert rows_to_csv(["a", "b", "c"], [[-1, Decimal("-2.50"), date(2021, 1, 26)]]).endswith(
        b"-1,-2.50,2021-01-26\r\n"
    )


def test_csv_quotes_and_newlines_are_quoted() -> None:
    assert rows_to_csv(["a"], [['một "hai"\nba']]).endswith('"một ""hai""\nba"\r\n'.encode())


def test_csv_row_of_other_length_is_refused() -> None:
    with pytest.raises(ValueError, match="row 2 has 1 cells, the head 2"):
        rows_to_csv(["a", "b"], [[1, 2], [1]])


def test_csv_other_separator_is_used() -> None:
    assert rows_to_csv(["a", "b"], [[1, 2]], separator=";").endswith(b"1;2\r\n")
