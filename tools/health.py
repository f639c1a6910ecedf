"""`make health`: the ten longest files and functions, and what is switched off. Shrink one thing a week."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 10
MARK = re.compile(r"# (?:noqa: |type: ignore\[)([\w-]+)")


def main() -> int:
    files = [path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.parts]
    lengths = sorted(
        ((len(path.read_text(encoding="utf-8").splitlines()), path) for path in files), reverse=True
    )
    show(
        "Tệp dài nhất (dừng lại ở 400 dòng)",
        [(count, str(path.relative_to(ROOT))) for count, path in lengths],
    )
    found = [one for path in files for one in functions(path)]
    show("Hàm dài nhất (dừng lại ở 40 câu lệnh)", sorted(found, reverse=True))
    quiet = Counter(code for path in files for code in switched_off(path))
    show("Kiểm tra bị tắt (noqa, type: ignore)", [(count, code) for code, count in quiet.most_common()])
    print(f"{len(files)} tệp, {sum(count for count, _ in lengths)} dòng, {len(found)} hàm")
    return 0


def functions(path: Path) -> list[tuple[int, str]]:
    """Statements and place of every function in the file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (sum(isinstance(inner, ast.stmt) for inner in ast.walk(node)) - 1, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]  # fmt: skip


def switched_off(path: Path) -> list[str]:
    """The codes of every noqa and type: ignore in the file."""
    return MARK.findall(path.read_text(encoding="utf-8"))


def show(title: str, rows: list[tuple[int, str]]) -> None:
    print(title)
    for count, text in rows[:SHOWN]:
        print(f"  {count:>5}  {text}")
    print()


if __name__ == "__main__":
    raise SystemExit(main())
