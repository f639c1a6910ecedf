"""Builds the style sheets the pages link: static/danbiet/dist/public.css or desk.css, and small ones beside them.

    tools/css.py            build what is older than its sources
    tools/css.py --force    build in any case
    tools/css.py --sizes    and print raw and gzip sizes

Sources are plain CSS with nesting, one file per component. The build joins them, writes nesting out (phones that
no longer get browser updates do not know it) and drops comments and spare white space. Nothing is renamed.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src" / "danbiet" / "static" / "danbiet"
GROUND = ["fonts", "reset", "tokens", "base", "layout"]
SHARED = [
    "header", "footer", "button", "field", "status", "progress", "table", "tabs", "pager", "notice", "files", "timeline",
    "steps", "tile", "empty", "plan", "thirteen", "tree", "heat", "signin",
]  # fmt: skip
BUNDLES = {
    "public": [*SHARED, "find"],
    "desk": [
        *SHARED,
        "desk",
        "days",
        "calendar",
        "dialog",
        "skeleton",
        "chart",
        "review",
        "question",
        "styleguide",
        "slips",
        "film",
        "air",
        "setup",
    ],
    "play": ["header", "button", "field", "notice", "timeline", "tile", "contest"],
}
# What only some public pages need, linked after public.css: no ground, no fonts, their own print rules.
EXTRAS = {
    "front": ["home", "askbox", "countdown"],
    "news": ["news", "film", "chart"],
    "air": ["air"],
    "ask": ["news", "chart", "days", "asking"],
    "contests": ["news", "countdown", "contests"],
    "index": ["ranking"],
    "survey": ["survey"],
    "data": ["data"],
    "guide": ["guide"],
}
ORDER = "@layer reset, tokens, base, layout, components, pages, print;"
NESTS = ("@media", "@supports", "@layer", "@container")


@dataclass
class Block:
    """A rule or at-rule: what stands before its brace, its own declarations, and the blocks inside it."""

    head: str
    declarations: list[str] = field(default_factory=list)
    children: list[Block] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--sizes", action="store_true")
    options = parser.parse_args()
    written = build(force=options.force)
    if written:
        print(f"• Đã dựng bảng kiểu {', '.join(path.name for path in written)}", file=sys.stderr)
    if options.sizes:
        for name in [*BUNDLES, *EXTRAS, "khmer"]:
            text = (STATIC / "dist" / f"{name}.css").read_bytes()
            print(f"{name}.css {len(text)} byte, nén gzip {len(gzip.compress(text))}")
    return 0


def build(*, force: bool = False) -> list[Path]:
    """Writes the bundles that are missing or older than a source; returns the ones written."""
    written = []
    wanted = {name: _sources(parts) for name, parts in BUNDLES.items()}
    wanted |= {name: _components(parts) for name, parts in EXTRAS.items()}
    wanted["khmer"] = [STATIC / "css" / "khmer.css"]  # a font, as far from the fonts as the sheets themselves
    for name, sources in wanted.items():
        target = STATIC / "dist" / f"{name}.css"
        newest = max(path.stat().st_mtime for path in [*sources, Path(__file__)])
        if not force and target.exists() and target.stat().st_mtime >= newest:
            continue
        target.parent.mkdir(exist_ok=True)
        draft = target.with_suffix(".draft")
        draft.write_text(ORDER + "".join(flat(path.read_text("utf-8")) for path in sources), "utf-8")
        draft.replace(target)
        written.append(target)
    return written


def _sources(parts: list[str]) -> list[Path]:
    css = STATIC / "css"
    return [
        *(css / f"{p}.css" for p in GROUND),
        *_components(parts),
        css / "print.css",
    ]


def _components(parts: list[str]) -> list[Path]:
    return [STATIC / "css" / "components" / f"{p}.css" for p in parts]


def flat(text: str) -> str:
    """The same rules without nesting, comments and spare white space."""
    return "".join(_written(block, parents=[]) for block in parse(text).children)


def parse(text: str) -> Block:
    """A tree of blocks. Refuses unbalanced braces, which would silently swallow the next file."""
    tokens = re.split(r"([{};])", re.sub(r"/\*.*?\*/", " ", text, flags=re.S))
    root = Block("")
    open_blocks = [root]
    pending = ""
    for token in tokens:
        if token == "{":
            block = Block(_squeezed(pending))
            open_blocks[-1].children.append(block)
            open_blocks.append(block)
            pending = ""
        elif token in (";", "}"):
            if pending.strip():
                open_blocks[-1].declarations.append(_squeezed(pending))
            pending = ""
            if token == "}":
                open_blocks.pop()
        else:
            pending += token
        if not open_blocks:
            raise ValueError("a closing brace too many")
    if len(open_blocks) != 1:
        raise ValueError(f"not closed: {open_blocks[-1].head}")
    return root


def _written(block: Block, *, parents: list[str]) -> str:
    if block.head.startswith(NESTS):
        inner = "".join(_written(child, parents=parents) for child in block.children)
        own = _rule(parents, block.declarations) if parents else ";".join(block.declarations)
        return f"{block.head}{{{own}{inner}}}"
    if block.head.startswith("@"):  # @font-face, @keyframes, @page: their insides are no selectors
        inner = "".join(_written(child, parents=[]) for child in block.children)
        return f"{block.head}{{{';'.join(block.declarations)}{inner}}}"
    selectors = [_joined(parent, own) for parent in parents or [""] for own in split_selectors(block.head)]
    return _rule(selectors, block.declarations) + "".join(
        _written(child, parents=selectors) for child in block.children
    )


def _rule(selectors: list[str], declarations: list[str]) -> str:
    return f"{','.join(selectors)}{{{';'.join(declarations)}}}" if declarations else ""


def _joined(parent: str, own: str) -> str:
    if not parent:
        return own
    return own.replace("&", parent) if "&" in own else f"{parent} {own}"


def split_selectors(text: str) -> list[str]:
    """Parts of a selector list, leaving commas inside parentheses alone."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _squeezed(text: str) -> str:
    text = re.sub(r"\s+", " ", text.strip())
    name, colon, value = text.partition(": ")
    if colon and re.fullmatch(r"--[\w-]+|[a-z-]+", name):
        return name + ":" + value.replace(", ", ",")
    return text


if __name__ == "__main__":
    sys.exit(main())
