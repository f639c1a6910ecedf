"""Scenes of offices: counters, halls, papers, screens."""

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
    SKIN,
    STONE,
    WATER,
    WIDE,
    WOOD,
    Canvas,
)


def counter(on: Canvas, _light: str) -> None:
    """A one-stop counter: officials behind it, people before it, a number on a screen."""
    on.box(0, 0, WIDE, HIGH, "#f3ecdc")
    on.box(0, 0, WIDE, 96, RED)
    on.box(340, 34, 860, 62, GOLD, round_by=6)
    seats = on.dice.choice((3, 4))
    step = 1040 / seats
    for seat in range(seats):
        x = 80 + step * (seat + 0.5)
        on.box(x - 70, 128, x + 70, 176, BLUE, round_by=8)
        on.box(x - 44, 142, x + 44, 162, PAPER, round_by=4)
        on.bust(x, 372, 104, shirt=on.dice.choice((PAPER, "#c9d8e6")))
        on.box(x + 46, 300, x + 112, 352, INK, round_by=5)
    on.box(40, 366, 1160, 392, WOOD, round_by=6)
    on.box(60, 392, 1140, 560, SAND)
    for panel in range(seats):
        on.box(80 + step * panel + 20, 412, 80 + step * (panel + 1) - 20, 540, "#e0cda2", round_by=6)
    on.box(0, 560, WIDE, HIGH, "#d9cdb5")
    for place in on.places(on.dice.choice((2, 3)), 120, 1080):
        on.person(place, on.dice.randrange(630, 668), 235)
    for x in (34, 1166):
        on.box(x - 26, 500, x + 26, 560, EARTH, round_by=6)
        for leaf in range(5):
            on.disc(x - 32 + leaf * 16, 470 - abs(2 - leaf) * -12, 24, (GREEN, LEAF)[leaf % 2], flat=1.5)


def hall(on: Canvas, _light: str) -> None:
    """A meeting: a screen with bars, a long table, rows of listeners."""
    on.box(0, 0, WIDE, HIGH, "#efe5d0")
    on.box(0, 0, WIDE, 60, RED)
    on.box(380, 90, 820, 320, PAPER, round_by=8)
    for bar in range(5):
        height = on.dice.randrange(50, 170)
        on.box(430 + bar * 72, 292 - height, 474 + bar * 72, 292, (BLUE, GREEN, GOLD, BLUE, RED)[bar])
    for x in range(220, 1000, 150):
        on.bust(x + on.dice.randrange(-10, 10), 420, 84)
    on.box(140, 412, 1060, 470, WOOD, round_by=8)
    for x in range(190, 1040, 150):
        on.disc(x, 410, 12, LEAF)
    for row in range(2):
        for seat in range(9 - row):
            x, y = 60 + seat * 138 + row * 66, 610 + row * 90
            on.disc(x, y - 66, 34, INK)
            on.box(
                x - 50, y - 38, x + 50, HIGH, on.dice.choice((BLUE, GREEN, STONE, EARTH, DEEP)), round_by=26
            )


def papers(on: Canvas, _light: str) -> None:
    """Files on a desk, one with a round stamp, a pen, a cup."""
    on.box(0, 0, WIDE, HIGH, "#e9ddc3")
    on.box(0, 470, WIDE, HIGH, WOOD)
    left = on.dice.randrange(300, 380)
    on.shape([(left - 210, 150), (left + 170, 96), (left + 240, 560), (left - 140, 614)], CLOUD)
    on.box(left + 60, 80, left + 500, 610, PAPER, round_by=4)
    on.box(left + 110, 126, left + 300, 142, INK, round_by=3)
    on.box(left + 340, 126, left + 450, 142, STONE, round_by=3)
    on.box(left + 170, 182, left + 390, 202, RED, round_by=3)
    on.writing(left + 110, 236, left + 450, lines=9, gap=27)
    on.ring(left + 380, 532, 52, RED, width=7)
    on.ring(left + 380, 532, 37, RED, width=3)
    on.shape([(left + 540, 430), (left + 566, 418), (left + 692, 590), (left + 664, 604)], BLUE)
    on.shape([(left + 664, 604), (left + 692, 590), (left + 700, 630)], GOLD)
    on.disc(150, 540, 64, PAPER, flat=0.6)
    on.disc(150, 532, 50, EARTH, flat=0.55)


def phone(on: Canvas, light: str) -> None:
    """A telephone on which a form is being filled in; a house and an office joined by a dotted way."""
    on.sky(light, horizon=560)
    on.box(0, 560, WIDE, HIGH, MEADOW)
    on.house(70, 575, 200)
    on.house(930, 575, 200, roof=BLUE)
    for dot in range(16):
        x = 280 + dot * 42
        on.disc(x, 240 + abs(x - 600) ** 1.6 / 46, 7, RED)
    on.box(440, 70, 760, 650, INK, round_by=40)
    on.box(458, 104, 742, 612, PAPER, round_by=14)
    on.box(458, 104, 742, 164, RED, round_by=14)
    on.box(490, 126, 640, 142, PAPER, round_by=4)
    done = on.dice.randrange(2, 5)
    for field in range(5):
        top = 194 + field * 70
        on.box(486, top, 714, top + 46, "#efe8d8", round_by=8)
        on.box(502, top + 16, 620 - field * 8, top + 28, STONE, round_by=4)
        if field < done:
            on.disc(690, top + 23, 14, GREEN)
            on.line([(683, top + 23), (688, top + 29), (698, top + 17)], PAPER, width=4)
    on.box(486, 556, 714, 592, GREEN, round_by=8)


def laptop(on: Canvas, _light: str) -> None:
    """A quiz on a screen, a clock beside it."""
    on.box(0, 0, WIDE, HIGH, "#dfe8ec")
    on.box(0, 540, WIDE, HIGH, WOOD)
    on.box(290, 110, 910, 520, INK, round_by=18)
    on.box(312, 132, 888, 498, PAPER)
    on.box(312, 132, 888, 186, RED)
    on.box(344, 152, 600, 168, PAPER, round_by=4)
    on.writing(352, 214, 840, lines=2, gap=26, colour=INK)
    chosen = on.dice.randrange(4)
    for answer in range(4):
        top = 286 + answer * 50
        on.ring(372, top + 14, 12, GREEN if answer == chosen else STONE, width=4)
        if answer == chosen:
            on.disc(372, top + 14, 7, GREEN)
        on.box(402, top + 6, 560 + on.dice.randrange(0, 240), top + 22, STONE, round_by=4)
    on.shape([(220, 520), (980, 520), (1040, 566), (160, 566)], STONE)
    x = on.dice.choice((130, 1070))
    on.disc(x, 250, 76, GOLD)
    on.disc(x, 250, 60, PAPER)
    on.line([(x, 250), (x, 206)], INK, width=6)
    on.line([(x, 250), (x + 32, 268)], INK, width=6)
    on.box(x - 12, 150, x + 12, 178, GOLD, round_by=4)


def studio(on: Canvas, _light: str) -> None:
    """A television studio: two people at a table, a camera, lamps."""
    on.box(0, 0, WIDE, HIGH, "#2c3b47")
    on.box(0, 520, WIDE, HIGH, "#1f2a33")
    on.box(260, 90, 940, 420, BLUE, round_by=12)
    on.shape([(260, 420), (440, 250), (600, 360), (760, 220), (940, 420)], DEEP)
    on.disc(780, 170, 40, GOLD)
    for x in (440, 740):
        on.bust(x, 470, 126, shirt=on.dice.choice((PAPER, RED, "#e7d3a9")))
    on.box(300, 462, 900, 560, SAND, round_by=14)
    on.box(300, 462, 900, 484, RED, round_by=8)
    for x in (160, 600, 1040):
        on.line([(x, 0), (x, 40)], STONE, width=8)
        on.shape([(x - 46, 90), (x + 46, 90), (x + 28, 40), (x - 28, 40)], INK)
        on.box(x - 40, 86, x + 40, 96, GOLD)
    left = on.dice.choice((40, 890))
    on.box(left, 420, left + 220, 540, INK, round_by=10)
    on.box(
        left + 216 if left < 500 else left - 60,
        446,
        left + 280 if left < 500 else left + 4,
        514,
        STONE,
        round_by=6,
    )
    on.disc(left + 40, 444, 10, RED)
    on.shape([(left + 110, 540), (left + 30, HIGH), (left + 48, HIGH), (left + 116, 556)], STONE)
    on.shape([(left + 110, 540), (left + 190, HIGH), (left + 172, HIGH), (left + 104, 556)], STONE)


def figures(on: Canvas, _light: str) -> None:
    """A board with columns and a rising line."""
    on.box(0, 0, WIDE, HIGH, "#eee6d3")
    on.box(120, 70, 1080, 590, PAPER, round_by=12)
    on.box(120, 70, 1080, 128, BLUE, round_by=12)
    on.box(164, 92, 560, 108, PAPER, round_by=4)
    tops = []
    height = on.dice.randrange(90, 140)
    for bar in range(7):
        height = min(330, height + on.dice.randrange(-14, 62))
        left = 190 + bar * 122
        on.box(left, 530 - height, left + 70, 530, (GOLD, "#edc766")[bar % 2], round_by=4)
        tops.append((left + 35, 505 - height))
    on.line(tops, RED, width=7)
    for x, y in tops:
        on.disc(x, y, 11, RED)
    on.box(160, 530, 1040, 535, INK)
    on.bust(1090, HIGH, 150, shirt=on.dice.choice((PAPER, "#c9d8e6")))


def lesson(on: Canvas, light: str) -> None:
    """Young people in blue show others how to do it on a telephone, under an awning."""
    on.sky(light, horizon=420)
    on.box(0, 415, WIDE, HIGH, "#d9c9a6")
    for stripe in range(12):
        on.shape(
            [
                (100 + stripe * 84, 110),
                (184 + stripe * 84, 110),
                (184 + stripe * 84, 190),
                (100 + stripe * 84, 190),
            ],
            (RED, PAPER)[stripe % 2],
        )
        on.disc(142 + stripe * 84, 190, 42, (RED, PAPER)[stripe % 2], flat=0.5)
    for x in (110, 1090):
        on.box(x - 7, 190, x + 7, 600, WOOD)
    for x in range(260, 1000, 240):
        on.bust(x + on.dice.randrange(-16, 16), 478, 104, shirt=BLUE)
    on.box(160, 470, 1040, 500, WOOD, round_by=6)
    on.box(180, 500, 1020, 590, GREEN)
    for x in range(300, 1000, 200):
        on.box(x, 446, x + 34, 474, INK, round_by=4)
    for place in on.places(4, 190, 1010):
        on.person(place, on.dice.randrange(628, 668), 210, hat=on.dice.random() < 0.35)


def faces(on: Canvas, _light: str) -> None:
    """Three faces to press: content, so-so, not content; a hand chooses."""
    on.box(0, 0, WIDE, HIGH, "#e6eef0")
    on.box(150, 120, 1050, 520, PAPER, round_by=26)
    chosen = 0
    for place, colour in enumerate((GREEN, GOLD, RED)):
        x = 330 + place * 270
        on.disc(x, 290, 98 if place == chosen else 84, colour)
        for eye in (-30, 30):
            on.disc(x + eye, 268, 11, INK)
        if place == 0:
            on.arc(x, 290, 46, 20, 160, INK, width=9)
        elif place == 1:
            on.box(x - 40, 322, x + 40, 332, INK, round_by=5)
        else:
            on.arc(x, 360, 46, 205, 335, INK, width=9)
        on.box(x - 70, 424, x + 70, 444, STONE, round_by=6)
    x = 330 + chosen * 270 + 40
    on.box(x, 350, x + 38, 500, SKIN, round_by=19)
    on.box(x - 6, 450, x + 116, 570, SKIN, round_by=34)
    on.box(x - 4, 548, x + 116, HIGH, BLUE)


def post(on: Canvas, light: str) -> None:
    """A letter carrier hands an envelope over at a garden gate."""
    on.sky(light, horizon=430)
    on.box(0, 425, WIDE, HIGH, MEADOW)
    on.house(660, 520, 330)
    on.palm(1080, 540, 300)
    on.palm(590, 500, 190)
    on.shape([(0, 560), (WIDE, 540), (WIDE, HIGH), (0, HIGH)], SAND)
    for wheel in (150, 310):
        on.ring(wheel, 590, 48, INK, width=9)
    on.line([(150, 590), (220, 520), (310, 590)], GOLD, width=12)
    on.box(170, 470, 300, 520, GOLD, round_by=16)
    on.box(110, 440, 190, 510, RED, round_by=8)
    on.person(450, 640, 260, shirt=GOLD)
    on.person(610, 640, 240, shirt=on.dice.choice((PAPER, "#e3c4c0")))
    on.box(492, 462, 568, 514, PAPER, round_by=4)
    on.line([(494, 466), (530, 492), (566, 466)], STONE, width=3)
    on.disc(556, 504, 7, RED)
    on.box(1000, 500, 1008, 560, WATER)
