"""`danbiet survey score RESPONSES.csv --design DESIGN.csv`: satisfaction indices with errors by design, without a database."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from danbiet.kit.text import viet_number
from danbiet.run.trouble import Trouble, say, tell_json
from danbiet.surveys.calc.estimating import Method
from danbiet.surveys.calc.questionnaire import Item, standard_items
from danbiet.surveys.calc.responses import Problem, ResponsesRefused, read
from danbiet.surveys.calc.scored import scored

USAGE = (
    "Cách dùng: danbiet survey score PHIẾU.csv --design THIẾT_KẾ.csv [--json] (mô tả: docs/survey-format.md)"
)
FAULTS = {
    "missing_column": "thiếu cột này",
    "twice": "«{value}» có hai lần",
    "empty": "ô này để trống",
    "not_positive": "phải là số lớn hơn 0, không phải «{value}»",
    "unknown_stratum": "tầng «{value}» không có trong tệp thiết kế",
    "out_of_range": "phải từ 1 đến 5, 0 khi không biết, hoặc để trống; không phải «{value}»",
    "not_a_number": "«{value}» không phải là số",
    "not_utf8": "tệp không phải UTF-8",
    "not_csv": "không đọc được như CSV: {value}",
    "empty_file": "không có phiếu nào",
}
NOTES = {
    "single_cluster": "Tầng chỉ có một cụm nên không tính được sai số: {names}",
    "more_clusters_than_population": "Số cụm trong phiếu nhiều hơn số cụm của tổng thể: {names}",
    "nobody_answered": "Không ai trả lời: {names}",
}


def survey(arguments: list[str]) -> int:
    """Run `survey score`. Status 0; 1 when the files have problems; Trouble when they cannot be read."""
    if arguments[:1] != ["score"]:
        raise Trouble(USAGE)
    options = _parse(arguments[1:])
    method = Method(options.definition, options.interval, options.level)
    try:
        items = read_items(options.items) if options.items else standard_items()
        found = scored(read(options.responses, options.design, items), method)
    except ResponsesRefused as refusal:
        if options.json:
            tell_json({"problems": [asdict(one) for one in refusal.problems]})
        for one in refusal.problems:
            say(f"✘ {sentence(one)}")
        return 1
    except OSError as error:
        raise Trouble(f"Không đọc được tệp «{error.filename}»: {error.strerror}.") from error
    if options.json:
        tell_json(found)
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def sentence(problem: Problem) -> str:
    """Dòng 12, cột item_04: … ."""
    place = [f"Dòng {problem.line}"] if problem.line else ["Tệp"]
    if problem.column:
        place.append(f"cột {problem.column}")
    return f"{', '.join(place)}: {FAULTS[problem.fault].format(value=problem.value)}."


def read_items(path: Path) -> tuple[Item, ...]:
    """item,factor[,weight] by line; ResponsesRefused names the lines at fault."""
    found: list[Item] = []
    problems: list[Problem] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            key, factor = (row.get("item") or "").strip(), (row.get("factor") or "").strip()
            try:
                weight = Decimal((row.get("weight") or "1").strip())
                is_good = weight.is_finite() and weight >= 0
            except InvalidOperation:
                weight, is_good = Decimal(0), False
            if not key or not factor:
                problems.append(Problem(line, "factor" if key else "item", "empty"))
            elif key in {item.key for item in found}:
                problems.append(Problem(line, "item", "twice", key))
            elif not is_good:
                problems.append(Problem(line, "weight", "not_a_number", row.get("weight") or ""))
            else:
                found.append(Item(key, factor, weight))
    if not problems and not any(item.weight for item in found):
        problems.append(Problem(None, "weight", "empty_file"))
    if problems:
        raise ResponsesRefused(problems)
    return tuple(found)


def _lines(found: Mapping[str, Any]) -> list[str]:
    lines = [f"{viet_number(found['responses'])} phiếu, {found['strata']} tầng, {found['clusters']} cụm"]
    lines.append(_line("Chung", found["all"]["index"]))
    lines += [_line(f"  {one['factor']}", one) for one in found["all"]["factors"]]
    for level in ("districts", "units"):
        lines += [_line(one["name"], one["index"]) for one in found.get(level, [])]
    for note in found["notes"]:
        names = note.get("strata") or note.get("items") or []
        lines.append(f"Lưu ý: {NOTES[note['note']].format(names=', '.join(names[:20]))}.")
    return lines


def _line(name: str, one: Mapping[str, Any]) -> str:
    value = "–" if one["value"] is None else viet_number(one["value"], 2)
    error = "" if one["error"] is None else f" ± {viet_number(one['error'], 2)}"
    interval = (
        ""
        if one["interval"] is None
        else " [{}; {}]".format(*(viet_number(end, 2) for end in one["interval"]))
    )
    return f"{name}: {value}{error}{interval}"


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet survey score", description="Tính chỉ số hài lòng từ phiếu khảo sát."
    )
    parser.add_argument("responses", type=Path, help="phiếu (CSV): unit, stratum, cluster, weight, item_01 …")
    parser.add_argument("--design", type=Path, help="thiết kế (CSV): stratum, clusters, population")
    parser.add_argument("--items", type=Path, help="câu hỏi thuộc yếu tố nào (CSV): item, factor, weight")
    parser.add_argument(
        "--definition",
        choices=["satisfied", "mean"],
        default="satisfied",
        help="tỷ lệ hài lòng, hay điểm trung bình",
    )
    parser.add_argument(
        "--interval", choices=["t", "normal", "logit"], default="t", help="cách lập khoảng tin cậy"
    )
    parser.add_argument("--level", type=float, default=0.95, help="độ tin cậy, ví dụ 0.95")
    parser.add_argument("--json", action="store_true", help="kết quả cho chương trình khác đọc")
    options = parser.parse_args(arguments)
    if not 0 < options.level < 1:
        raise Trouble("Độ tin cậy phải lớn hơn 0 và nhỏ hơn 1, ví dụ 0.95.")
    if options.interval == "logit" and options.definition == "mean":
        raise Trouble("Khoảng logit chỉ dùng cho tỷ lệ, không dùng cho điểm trung bình.")
    return options
