"""Scenes out of doors: river, fields, village, road."""

from __future__ import annotations

from .canvas import (
    BLUE,
    CLOUD,
    DEEP,
    EARTH,
    GOLD,
    GREEN,
    HIGH,
    INK,
    LEAF,
    MEADOW,
    PAPER,
    RED,
    SAND,
    STONE,
    WATER,
    WIDE,
    WOOD,
    Canvas,
)


def river(on: Canvas, light: str) -> None:
    """A wide river with a laden boat, palms on the far bank."""
    on.sky(light, horizon=300)
    on.box(0, 285, WIDE, 335, LEAF)
    for _ in range(9):
        on.palm(on.dice.randrange(20, 1180), 312, on.dice.randrange(80, 150))
    for _ in range(3):
        on.house(
            on.dice.randrange(60, 1000), 330, on.dice.randrange(90, 130), roof=on.dice.choice((RED, EARTH))
        )
    on.box(0, 335, WIDE, HIGH, WATER)
    for _ in range(34):
        x, y = on.dice.randrange(0, WIDE), on.dice.randrange(350, HIGH)
        on.box(
            x,
            y,
            x + on.dice.randrange(40, 150),
            y + 4,
            DEEP if on.dice.random() < 0.35 else CLOUD,
            round_by=2,
        )
    for place in on.places(2, 40, 900):
        _boat(on, place - 60, on.dice.randrange(450, 590))


def _boat(on: Canvas, left: float, water: float) -> None:
    on.shape(
        [(left, water - 40), (left + 330, water - 52), (left + 285, water + 22), (left + 60, water + 22)],
        WOOD,
    )
    on.box(left + 30, water - 40, left + 300, water - 30, RED)
    on.box(left + 130, water - 110, left + 250, water - 40, SAND, round_by=14)
    on.box(left + 118, water - 118, left + 262, water - 98, EARTH, round_by=10)
    on.person(left + 292, water - 30, 118, hat=True)
    for pile in range(4):
        on.disc(left + 66 + pile * 18, water - 52 - pile % 2 * 12, 15, on.dice.choice((GOLD, GREEN, LEAF)))


def field(on: Canvas, light: str) -> None:
    """Rice fields to the horizon, people at work."""
    on.sky(light, horizon=270)
    for _ in range(6):
        on.palm(on.dice.randrange(40, 1160), 274, on.dice.randrange(60, 120))
    colours = [MEADOW, "#c9cf84", LEAF, "#b7c573"]
    on.box(0, 268, WIDE, HIGH, MEADOW)
    for row in range(12):
        left, right = 600 + (row - 6) * 90, 600 + (row - 5) * 90
        low_left, low_right = 600 + (row - 6) * 330, 600 + (row - 5) * 330
        on.shape([(left, 270), (right, 270), (low_right, HIGH), (low_left, HIGH)], colours[row % 4])
    path = on.dice.randrange(430, 700)
    on.shape([(596, 270), (606, 270), (path + 70, HIGH), (path - 40, HIGH)], SAND)
    on.house(on.dice.choice((90, 880)), 330, 190)
    for place in on.places(4, 110, 1110):
        at = on.dice.randrange(420, 640)
        on.person(place, at, (at - 200) * 0.42, hat=True)


def village(on: Canvas, light: str) -> None:
    """A lane between houses; a loudspeaker on its post tells the news."""
    on.sky(light, horizon=390)
    on.box(0, 385, WIDE, HIGH, MEADOW)
    on.shape([(560, 385), (660, 385), (1010, HIGH), (220, HIGH)], SAND)
    for left in (40, 250, 820, 990):
        on.house(
            left + on.dice.randrange(-20, 20),
            440 + on.dice.randrange(0, 30),
            on.dice.randrange(150, 190),
            roof=on.dice.choice((RED, EARTH, STONE)),
        )
    for _ in range(5):
        on.palm(
            on.dice.choice((on.dice.randrange(20, 480), on.dice.randrange(760, 1180))),
            450,
            on.dice.randrange(120, 210),
        )
    post = on.dice.choice((470, 730))
    on.box(post - 6, 130, post + 6, 520, INK)
    for side in (-1, 1):
        on.shape([(post, 150), (post, 186), (post + side * 78, 214), (post + side * 78, 122)], STONE)
        on.disc(post + side * 78, 168, 16, INK, flat=2.8)
        for wave in (30, 58, 86):
            on.arc(
                post + side * 92, 168, wave, -38 if side > 0 else 142, 38 if side > 0 else 218, RED, width=5
            )
    for place in on.places(3, 400, 830):
        on.person(place, on.dice.randrange(520, 640), 130, hat=on.dice.random() < 0.4)


def pagoda(on: Canvas, light: str) -> None:
    """A Khmer pagoda's roofs behind sugar palms."""
    on.sky(light, horizon=440)
    on.box(0, 435, WIDE, HIGH, MEADOW)
    middle = on.dice.randrange(480, 720)
    for tier, (half, top, low) in enumerate(((300, 300, 400), (220, 225, 315), (140, 150, 240))):
        colour = (RED, "#b8462f", RED)[tier]
        on.shape(
            [
                (middle - half, low),
                (middle - half * 0.42, top),
                (middle + half * 0.42, top),
                (middle + half, low),
            ],
            colour,
        )
        on.shape([(middle - half, low), (middle - half - 26, low - 34), (middle - half + 40, low)], GOLD)
        on.shape([(middle + half, low), (middle + half + 26, low - 34), (middle + half - 40, low)], GOLD)
        on.box(middle - half, low - 4, middle + half, low + 8, GOLD)
    on.shape([(middle - 26, 160), (middle, 40), (middle + 26, 160)], GOLD)
    on.box(middle - 240, 405, middle + 240, 500, PAPER)
    for column in range(7):
        left = middle - 228 + column * 73
        on.box(left, 405, left + 18, 500, GOLD)
    on.box(middle - 290, 500, middle + 290, 522, SAND)
    for _ in range(7):
        on.palm(
            on.dice.choice((on.dice.randrange(20, 260), on.dice.randrange(940, 1180))),
            520,
            on.dice.randrange(170, 320),
        )
    on.shape([(middle - 60, 522), (middle + 60, 522), (middle + 190, HIGH), (middle - 190, HIGH)], SAND)
    for place in on.places(4, middle - 170, middle + 170):
        on.person(place, on.dice.randrange(560, 650), 118)


def bridge(on: Canvas, light: str) -> None:
    """A canal with a bridge; somebody rides across."""
    on.sky(light, horizon=330)
    on.box(0, 325, WIDE, HIGH, MEADOW)
    on.shape([(380, 325), (820, 325), (1080, HIGH), (120, HIGH)], WATER)
    for _ in range(14):
        x, y = on.dice.randrange(330, 820), on.dice.randrange(480, HIGH)
        on.box(x, y, x + on.dice.randrange(40, 110), y + 4, CLOUD, round_by=2)
    for _ in range(6):
        on.palm(
            on.dice.choice((on.dice.randrange(20, 300), on.dice.randrange(880, 1180))),
            430,
            on.dice.randrange(130, 230),
        )
    on.house(60, 420, 180)
    on.house(960, 425, 170, roof=EARTH)
    on.shape(
        [(120, 460), (420, 385), (780, 385), (1080, 460), (1080, 484), (780, 410), (420, 410), (120, 484)],
        STONE,
    )
    for x in range(180, 1040, 60):
        top = 445 - max(0, min(x - 120, 1080 - x, 300)) * 0.25
        on.box(x, top - 44, x + 7, top + 8, RED)
    on.line([(150, 416), (420, 345), (780, 345), (1050, 416)], RED, width=6)
    for column in (430, 600, 770):
        on.box(column - 13, 405, column + 13, 560, STONE)
    _rider(on, on.dice.randrange(480, 700), 386)


def _rider(on: Canvas, x: float, foot: float) -> None:
    for wheel in (-36, 36):
        on.ring(x + wheel, foot - 18, 18, INK, width=5)
    on.line([(x - 36, foot - 18), (x, foot - 50), (x + 36, foot - 18), (x - 36, foot - 18)], RED, width=6)
    on.box(x - 46, foot - 74, x - 18, foot - 50, BLUE, round_by=3)
    on.bust(x - 4, foot - 44, 40, shirt=GREEN)


def ponds(on: Canvas, light: str) -> None:
    """Shrimp ponds with turning wheels, a guard hut, a landing."""
    on.sky(light, horizon=250)
    on.box(0, 245, WIDE, HIGH, SAND)
    for row, (top, low) in enumerate(((270, 350), (368, 480), (502, 660))):
        for column in range(3):
            left, right = 30 + column * 390 + row * 6, 390 + column * 390 - row * 4
            on.shape(
                [(left + 16, top), (right - 16, top), (right, low), (left, low)],
                WATER if (row + column) % 2 else DEEP,
            )
            for _ in range(2):
                x, y = (
                    on.dice.randrange(int(left) + 60, int(right) - 60),
                    on.dice.randrange(top + 24, low - 20),
                )
                on.disc(x, y, 26, PAPER, flat=0.45)
                on.box(x - 34, y - 5, x + 34, y + 5, RED, round_by=3)
    on.house(on.dice.choice((120, 860)), 300, 150, roof=EARTH)
    for place in on.places(3, 100, 1100):
        on.person(place, on.dice.choice((366, 498)), 96, hat=True)  # on the dikes
