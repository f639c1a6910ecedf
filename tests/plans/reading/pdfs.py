"""PDFs drawn by hand for tests: words at places, lines of tables, many pages, a password."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(pages: Sequence[str], *, more: str = "") -> bytes:
    """A file of these content streams in Helvetica; `more` goes into the trailer."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for n, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * n} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    out += f"trailer<</Size {len(objects) + 1}/Root 1 0 R{more}>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def words(text: str, x: float, y: float, *, size: float = 11) -> str:
    """One line of text with its feet at y from below."""
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line."""
    return f"{x0} {y0} m {x1} {y1} l S"


def table(rows: Sequence[Sequence[str]], *, xs: Sequence[float], top: float, height: float = 30) -> str:
    """A ruled table; a None-like "^" merges a cell with the one above, "<" with the one before."""
    parts = []
    bottom = top - height * len(rows)
    for n, row in enumerate(rows):
        y = top - height * n
        for m, text in enumerate(row):
            if text != "^":
                parts.append(rule(xs[m], y, xs[m + 1], y))
            if text != "<":
                parts.append(rule(xs[m], y, xs[m], y - height))
            if text not in ("^", "<", ""):
                parts += [
                    words(line, xs[m] + 4, y - 12 - 11 * k, size=9) for k, line in enumerate(text.split("|"))
                ]
    parts += [rule(xs[0], bottom, xs[-1], bottom), rule(xs[-1], top, xs[-1], bottom)]
    return "\n".join(parts)
