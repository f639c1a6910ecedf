"""From a picture's name to the picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from random import Random

from PIL import Image

from . import country, office
from .canvas import Canvas

SCENES: dict[str, Callable[[Canvas, str], None]] = {
    one.__name__: one
    for one in (
        country.river, country.field, country.village, country.pagoda, country.bridge, country.ponds,
        office.counter, office.hall, office.papers, office.phone, office.laptop, office.studio, office.figures,
        office.lesson, office.faces, office.post,
    )
}  # fmt: skip


@cache
def paint(name: str) -> bytes:
    """The picture "river-dawn-2" as a PNG of few colours: scene, light, and a number that shuffles the rest."""
    scene, light, _number = name.split("-")
    canvas = Canvas(Random(f"danbiet picture {name}"))  # noqa: S311 - a demonstration's dice
    SCENES[scene](canvas, light)
    small = canvas.done().quantize(96, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=False)
    return out.getvalue()
