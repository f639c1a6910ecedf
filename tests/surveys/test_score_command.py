"""`danbiet survey score`: the documented example by hand, files that are wrong told by line, options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from danbiet.run import cli

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "survey-format.md"
ITEMS = [f"item_{number:02}" for number in range(1, 23)]


def example() -> str:
    lines = DOCUMENT.read_text("utf-8").partition("## 5.")[2].splitlines()
    return "\n".join(line.strip() for line in lines if line.startswith("    "))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "phieu.csv").write_text(example(), "utf-8")
    (tmp_path / "cau.csv").write_text("item,factor\nitem_01,all\n", "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, dict]:
    status = cli.main(["survey", "score", *map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_documented_example_by_hand(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = run(capsys, files / "phieu.csv", "--items", files / "cau.csv")
    assert status == 0
    one = told["all"]["index"]
    assert (one["value"], one["error"], one["df"], one["answered"]) == (66.67, 23.57, 2, 6)
    assert one["interval"] == [-34.75, 168.08]
    _status, told = run(capsys, files / "phieu.csv", "--items", files / "cau.csv", "--interval", "normal")
    assert told["all"]["index"]["interval"] == [20.47, 112.86]  # 66.67 ± 1.95996 · 23.5702
    _status, told = run(capsys, files / "phieu.csv", "--items", files / "cau.csv", "--definition", "mean")
    assert told["all"]["index"]["value"] == 3.5  # 21 ÷ 6


def test_correction_for_a_finite_population_and_single_clusters(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    design = files / "thiet-ke.csv"
    design.write_text("stratum,clusters\n1,4\n2,2\n", "utf-8")
    _status, told = run(capsys, files / "phieu.csv", "--design", design, "--items", files / "cau.csv")
    # Stratum 1: half is left out, 1/72; stratum 2 was asked whole, 0: √(1/72) = 0.11785.
    assert told["all"]["index"]["error"] == 11.79

    lonely = example().replace("A,2,d,1,5", "A,3,d,1,5")
    (files / "le.csv").write_text(lonely, "utf-8")
    _status, told = run(capsys, files / "le.csv", "--items", files / "cau.csv")
    assert told["all"]["index"]["error"] is None
    assert told["all"]["index"]["interval"] is None
    assert told["notes"] == [{"note": "single_cluster", "strata": ["2", "3"]}]


def test_weights_come_from_the_population_where_answers_have_none(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [line.split(",") for line in example().splitlines()]
    (files / "p.csv").write_text("\n".join(",".join([*row[:3], row[4]]) for row in rows), "utf-8")
    design = files / "thiet-ke.csv"
    design.write_text("stratum,clusters,population\n1,,400\n2,,100\n", "utf-8")
    _status, told = run(capsys, files / "p.csv", "--design", design, "--items", files / "cau.csv")
    # 400 stand behind 3 of 4, 100 behind 1 of 2: (300 + 50) ÷ 500.
    assert told["all"]["index"]["value"] == 70.0


def test_does_not_know_is_counted_and_is_no_answer(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (files / "phieu.csv").write_text(example().replace("A,1,a,1,2", "A,1,a,1,0"), "utf-8")
    _status, told = run(capsys, files / "phieu.csv", "--items", files / "cau.csv")
    (item,) = told["units"][0]["items"]
    assert (item["value"], item["answered"], item["does_not_know"], item["satisfied"]) == (80.0, 5, 1, 4)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("A,1,a,1,5", "A,1,a,1,6", (2, "item_01", "out_of_range", "6")),
        ("A,1,a,1,5", "A,1,a,1,năm", (2, "item_01", "not_a_number", "năm")),
        ("A,1,a,1,5", "A,1,a,0,5", (2, "weight", "not_positive", "0")),
        ("A,1,a,1,5", "A,1,a,inf,5", (2, "weight", "not_positive", "inf")),
        ("A,1,a,1,5", "A,,a,1,5", (2, "stratum", "empty", "")),
        ("A,2,d,1,5", "A,9,d,1,5", (7, "stratum", "unknown_stratum", "9")),
        ("unit,", "don_vi,", (1, "unit", "missing_column", "")),
        ("cluster,", "stratum,", (1, "stratum", "twice", "stratum")),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(
    files: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    expected: tuple[int, str, str, str],
) -> None:
    (files / "phieu.csv").write_text(example().replace(before, after, 1), "utf-8")
    (files / "thiet-ke.csv").write_text("stratum,clusters\n1,\n2,\n", "utf-8")
    status, told = run(
        capsys, files / "phieu.csv", "--design", files / "thiet-ke.csv", "--items", files / "cau.csv"
    )
    assert status == 1
    assert expected in [(one["line"], one["column"], one["fault"], one["value"]) for one in told["problems"]]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"unit,stratum,cluster,weight,item_01\n"])
def test_files_without_answers_are_refused(
    files: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (files / "phieu.csv").write_bytes(content)
    assert cli.main(["survey", "score", str(files / "phieu.csv"), "--items", str(files / "cau.csv")]) == 1
    said = capsys.readouterr()
    assert "✘" in said.out + said.err


def test_words_for_people_and_files_that_are_not_there(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["survey", "score", str(files / "phieu.csv"), "--items", str(files / "cau.csv")]) == 0
    assert "Chung: 66,67 ± 23,57" in capsys.readouterr().out
    assert cli.main(["survey", "score", str(files / "khong-co.csv")]) == 1
    assert cli.main(["survey", "count"]) == 1
    said = capsys.readouterr()
    assert "Không đọc được tệp" in said.out + said.err
