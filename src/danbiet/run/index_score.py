"""`danbiet index score EDITION.xlsx`: index, ranks and intervals of an edition from its workbook, with neither database nor network."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from danbiet.indices.calc.certainty import DRAWS
from danbiet.indices.calc.published import published
from danbiet.indices.calc.sheets import WorkbookRefused
from danbiet.indices.calc.shipped import shipped_rows
from danbiet.indices.calc.template import write_template
from danbiet.indices.calc.workbook import read_edition
from danbiet.kit.text import viet_number
from danbiet.run.index_words import REFUSED, sentence
from danbiet.run.trouble import Trouble, say, tell_json

USAGE = "Cách dùng: danbiet index score TỆP.xlsx [--json] [--seed SỐ] [--draws SỐ], hoặc: danbiet index template TỆP.xlsx"
SEED = 19012021  # of whoever names none: plan 19/KH-UBND of 2021


def index(arguments: list[str]) -> int:
    """Run `index score` or `index template`. Status 0; 1 when the workbook has problems; Trouble when it cannot be read."""
    verb, rest = arguments[:1], arguments[1:]
    if verb == ["score"]:
        return _score(rest)
    if verb == ["template"] and len(rest) == 1 and not rest[0].startswith("-"):
        return _template(Path(rest[0]))
    raise Trouble(USAGE)


def _score(arguments: list[str]) -> int:
    options = _parse(arguments)
    try:
        edition, problems = read_edition(options.edition.read_bytes())
    except OSError as error:
        raise Trouble(f"Không đọc được tệp «{options.edition}»: {error.strerror}.") from error
    except WorkbookRefused as refusal:
        raise Trouble(
            f"«{options.edition}»: {REFUSED[refusal.fault].format(value=refusal.value)}."
        ) from refusal
    if edition is None:
        if options.json:
            tell_json({"problems": [asdict(one) for one in problems]})
        for one in problems:
            say(f"✘ {sentence(one)}")
        return 1
    figures = published(
        tree=edition.tree, members=edition.members, given=edition.given, exempted=edition.exempted, grades=edition.grades,
        seed=options.seed, draws=options.draws,
    )  # fmt: skip
    if options.json:
        tell_json(figures)
    else:
        sys.stdout.write("\n".join(_lines(figures)) + "\n")
    return 0


def _lines(figures: Mapping[str, Any]) -> list[str]:
    found = []
    for group in figures["groups"]:
        found.append(f"Nhóm {group['group'] or '(chung)'}")
        for unit in group["units"]:
            rank = "–" if unit["rank"] is None else f"{unit['rank']}{'=' if unit['is_shared'] else ''}"
            shown = "–" if unit["index"] is None else viet_number(unit["index"], 2)
            interval = "{}–{}".format(*unit["rank_interval"]) if unit["rank_interval"] else ""
            found.append(
                f"  {rank:>4}  {shown:>6} %  {interval:>7}  {unit['name']}  {unit['grade']}  ({unit['formula']})"
            )
            if unit["open"]:
                found.append(f"        chưa có điểm, tính 0: {', '.join(unit['open'])}")
    found.append(
        f"Khoảng hạng 90 % tính từ {viet_number(figures['draws'])} lần lấy mẫu, số mồi {figures['seed']}. Cách tính: docs/index-format.md."
    )
    return found


def _template(path: Path) -> int:
    """Write a workbook to fill in: the shipped set for departments, two units, what their points look like."""
    if path.exists():
        raise Trouble(f"Đã có tệp «{path}»: hãy chọn tên khác.")
    rows = shipped_rows("departments")
    units = (("SNV", "Sở Nội vụ", "Sở, ngành"), ("STP", "Sở Tư pháp", "Sở, ngành"))
    points = [
        {"code": code, "number": row.number} for code, _name, _group in units for row in rows if row.rule
    ]
    data = write_template(rows, units=units, points=points)
    path.write_bytes(data)
    say(f"Đã ghi «{path}».")
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="danbiet index score", description="Tính chỉ số cải cách hành chính từ sổ Excel."
    )
    parser.add_argument("edition", type=Path, help="sổ Excel của kỳ đánh giá (docs/index-format.md)")
    parser.add_argument("--json", action="store_true", help="kết quả cho chương trình khác đọc")
    parser.add_argument("--seed", type=int, default=SEED, help="số mồi của khoảng hạng")
    parser.add_argument("--draws", type=int, default=DRAWS, help="số lần lấy mẫu của khoảng hạng")
    options = parser.parse_args(arguments)
    if not 1 <= options.draws <= 1_000_000:
        raise Trouble("Số lần lấy mẫu phải từ 1 đến 1.000.000.")
    return options
