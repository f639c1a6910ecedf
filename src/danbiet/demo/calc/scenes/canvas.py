"""A drawing surface with soft edges: everything is drawn twice as large and made smaller at the end."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageDraw

WIDE, HIGH = 1200, 675
FINE = 2

INK, PAPER, RED, GOLD = "#1f1d1a", "#fffdf8", "#9b1c1f", "#e3a81b"
GREEN, BLUE, EARTH, STONE = "#1f6f43", "#1f4e79", "#8a5a00", "#8c8579"
LEAF, MEADOW, WATER, DEEP = "#5d9a5f", "#a9c68a", "#9cc3cf", "#4f8ca3"
SAND, WOOD, SKIN, CLOUD = "#ecdcb9", "#a9713d", "#e2b48c", "#f6f1e4"
SKIES = {
    "dawn": ("#fbe3bd", "#f3c98b", "#f0b163"),
    "day": ("#dcecef", "#c3dfe6", "#fff4d2"),
    "dusk": ("#f0c9a4", "#d99a76", "#f6d27a"),
    "rain": ("#d6dcdd", "#bcc7ca", "#e8ecec"),
}
SHIRTS = (PAPER, "#c9d8e6", "#e7d3a9", "#cfe0cd", "#e3c4c0", BLUE, GREEN)

Point = tuple[float, float]


class Canvas:
    """`dice` decides what varies; coordinates are those of the finished picture."""

    def __init__(self, dice: Random, *, ground: str = PAPER, size: tuple[int, int] = (WIDE, HIGH)) -> None:
        self.dice = dice
        self.size = size
        self._image = Image.new("RGB", (size[0] * FINE, size[1] * FINE), ground)
        self._pen = ImageDraw.Draw(self._image)

    def done(self) -> Image.Image:
        return self._image.resize(self.size, Image.Resampling.BOX)

    def box(
        self, left: float, top: float, right: float, bottom: float, fill: str, *, round_by: float = 0
    ) -> None:
        place = (left * FINE, top * FINE, right * FINE, bottom * FINE)
        if round_by:
            self._pen.rounded_rectangle(place, round_by * FINE, fill=fill)
        else:
            self._pen.rectangle(place, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str, *, flat: float = 1.0) -> None:
        """A circle, or an ellipse `flat` times as high as it is wide."""
        self._pen.ellipse(
            (
                (x - radius) * FINE,
                (y - radius * flat) * FINE,
                (x + radius) * FINE,
                (y + radius * flat) * FINE,
            ),
            fill=fill,
        )

    def ring(self, x: float, y: float, radius: float, colour: str, *, width: float = 4) -> None:
        place = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self._pen.ellipse(place, outline=colour, width=int(width * FINE))

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self._pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def line(self, points: Sequence[Point], colour: str, *, width: float = 3) -> None:
        self._pen.line(
            [(x * FINE, y * FINE) for x, y in points], fill=colour, width=int(width * FINE), joint="curve"
        )

    def arc(
        self, x: float, y: float, radius: float, first: float, last: float, colour: str, *, width: float = 4
    ) -> None:
        """Part of a circle from angle to angle, clockwise from three o'clock."""
        place = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self._pen.arc(place, first, last, fill=colour, width=int(width * FINE))

    def sky(self, light: str, *, horizon: float) -> None:
        """Bands of sky, a sun or clouds."""
        high, low, sun = SKIES[light]
        self.box(0, 0, self.size[0], horizon, high)
        self.box(0, horizon * 0.62, self.size[0], horizon, low)
        where = self.dice.randrange(180, 1020)
        if light != "rain":
            self.disc(where, horizon * (0.72 if light != "day" else 0.32), 62, sun)
        for _ in range(self.dice.randrange(2, 5)):
            x, y = self.dice.randrange(80, 1120), self.dice.randrange(50, max(60, int(horizon * 0.5)))
            for step in (-48, 0, 52):
                self.disc(x + step, y + abs(step) / 6, 40 - abs(step) / 4, CLOUD, flat=0.55)

    def places(self, count: int, left: float, right: float) -> list[float]:
        """So many places side by side, none upon another."""
        step = (right - left) / count
        return [left + step * (one + self.dice.uniform(0.25, 0.75)) for one in range(count)]

    def palm(self, x: float, foot: float, height: float) -> None:
        """A coconut or sugar palm."""
        lean = self.dice.uniform(-0.12, 0.12) * height
        top = foot - height
        self.shape([(x - 5, foot), (x + 6, foot), (x + lean + 3, top), (x + lean - 3, top)], WOOD)
        for turn in range(7):
            away = (turn - 3) * height * 0.13
            droop = abs(turn - 3) * height * 0.055 - height * 0.13
            self.shape(
                [
                    (x + lean, top - 4),
                    (x + lean + away * 0.6, top + droop - 14),
                    (x + lean + away, top + droop + 16),
                ],
                GREEN if turn % 2 else LEAF,
            )

    def house(self, left: float, foot: float, width: float, *, roof: str = RED) -> None:
        """A low house with a hipped roof, a door and a window."""
        high = width * 0.42
        self.box(left, foot - high, left + width, foot, SAND)
        self.shape(
            [(left - 14, foot - high), (left + width * 0.2, foot - high * 1.7), (left + width * 0.8, foot - high * 1.7),
             (left + width + 14, foot - high)],
            roof,
        )  # fmt: skip
        self.box(left + width * 0.42, foot - high * 0.72, left + width * 0.58, foot, WOOD)
        for side in (0.12, 0.7):
            self.box(
                left + width * side, foot - high * 0.7, left + width * (side + 0.18), foot - high * 0.35, DEEP
            )

    def person(self, x: float, foot: float, height: float, *, shirt: str = "", hat: bool = False) -> None:
        """Somebody standing, seen from afar: no face."""
        shirt = shirt or self.dice.choice(SHIRTS)
        head = height * 0.13
        self.box(x - height * 0.12, foot - height * 0.42, x - 2, foot, INK, round_by=4)
        self.box(x + 2, foot - height * 0.42, x + height * 0.12, foot, INK, round_by=4)
        self.box(
            x - height * 0.18,
            foot - height * 0.76,
            x + height * 0.18,
            foot - height * 0.36,
            shirt,
            round_by=height * 0.08,
        )
        self.disc(x, foot - height * 0.87, head, SKIN)
        if hat:
            self.shape(
                [
                    (x - head * 2, foot - height * 0.88),
                    (x, foot - height * 1.06),
                    (x + head * 2, foot - height * 0.88),
                ],
                SAND,
            )
        else:
            self.arc(x, foot - height * 0.87, head, 180, 360, INK, width=head * 0.7)

    def bust(self, x: float, foot: float, width: float, *, shirt: str = "") -> None:
        """Somebody behind a counter or a table."""
        shirt = shirt or self.dice.choice(SHIRTS)
        self.box(x - width / 2, foot - width * 0.8, x + width / 2, foot, shirt, round_by=width * 0.28)
        self.box(x - width / 2, foot - width * 0.3, x + width / 2, foot, shirt)
        self.disc(x, foot - width * 1.08, width * 0.31, SKIN)
        self.arc(x, foot - width * 1.08, width * 0.32, 170, 370, INK, width=width * 0.17)

    def writing(
        self, left: float, top: float, right: float, *, lines: int, gap: float = 22, colour: str = STONE
    ) -> None:
        """Lines of writing nobody can read."""
        for one in range(lines):
            end = right - self.dice.randrange(0, int((right - left) * 0.35) or 1)
            self.box(left, top + one * gap, end, top + one * gap + gap * 0.32, colour, round_by=3)
