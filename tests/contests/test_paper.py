from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danbiet.contests.calc.dealing import Dealer
from danbiet.contests.calc.paper import Drawer, Question, below, permutation, seed_of, shown_key, take, words
from danbiet.contests.calc.pool import PoolItem
from danbiet.contests.calc.rules import Block, PaperPlan

from .cases import SECRET, person

SECTIONS = ("a", "b")


def pool_of(size: int, options: int, *, fixed: int = 0) -> list[PoolItem]:
    return [
        PoolItem(
            f"i-{n:03d}", "bank", SECTIONS[n % 2], 1 + n % 3, options, fixed=bool(fixed) and n % fixed == 0
        )
        for n in range(size)
    ]


def drawer(
    plan: PaperPlan, pool: list[PoolItem], *, mixed: bool = True, options_mixed: bool = True
) -> Drawer:
    return Drawer(plan, pool=pool, contest="c", secret=SECRET, mixed=mixed, options_mixed=options_mixed)


def by_definition(
    plan: PaperPlan, pool: list[PoolItem], who: str, attempt: int, *, mixed: bool, options_mixed: bool
) -> list[Question]:
    """docs/contest-bundle.md, 4, word by word."""
    word = words(
        seed_of(SECRET, contest="c", round_key=plan.round, participant=who, attempt=attempt)
    ).__next__
    drawn: list[tuple[PoolItem, int]] = []
    for block in plan.blocks:
        used = {item.id for item, _points in drawn}
        cards = [
            item
            for item in pool
            if item.id not in used and block.section in ("", item.section) and block.level in (0, item.level)
        ]
        drawn += [(item, block.points) for item in take(cards, block.count, word)]
    if mixed:
        drawn = take(drawn, len(drawn), word)
    paper = []
    for item, points in drawn:
        orders = list(itertools.permutations(range(item.options)))
        number = below(len(orders), word) if options_mixed and not item.fixed else 0
        paper.append(Question(item.id, points, orders[number]))
    return paper


blocks = st.lists(
    st.builds(
        Block,
        section=st.sampled_from(["", "a", "b"]),
        level=st.sampled_from([0, 1, 2]),
        count=st.integers(1, 4),
        points=st.sampled_from([100, 250]),
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None)
@given(
    blocks=blocks,
    size=st.integers(72, 120),
    options=st.integers(2, 6),
    fixed=st.sampled_from([0, 1, 3]),
    who=st.integers(0, 32**10 - 1),
    attempt=st.integers(1, 10**6),
    mixed=st.booleans(),
    options_mixed=st.booleans(),
)
def test_drawer_with_any_plan_draws_what_the_format_defines(
    blocks: list[Block],
    size: int,
    options: int,
    fixed: int,
    who: int,
    attempt: int,
    mixed: bool,
    options_mixed: bool,
) -> None:
    plan = PaperPlan("x", "r", "bank", tuple(blocks))
    pool = pool_of(size, options, fixed=fixed)

    drawn = drawer(plan, pool, mixed=mixed, options_mixed=options_mixed).paper(person(who), attempt)

    assert drawn == by_definition(plan, pool, person(who), attempt, mixed=mixed, options_mixed=options_mixed)
    assert len({question.item for question in drawn}) == plan.length


def test_drawer_from_a_bank_that_throws_many_words_away_draws_what_the_format_defines() -> None:
    plan = PaperPlan("x", "r", "bank", (Block("", 0, 60, 100),))
    pool = [PoolItem(f"i-{n:05d}", "bank", "a", 1, 8) for n in range(33_000)]  # every second word is unfair
    ready = drawer(plan, pool)

    for attempt in range(1, 6):
        wanted = by_definition(plan, pool, person(1), attempt, mixed=True, options_mixed=True)
        assert ready.paper(person(1), attempt) == wanted


def test_drawer_over_thousands_of_papers_draws_what_the_format_defines() -> None:
    """Enough papers that words at the very edge of fairness turn up."""
    plan, pool = PaperPlan("x", "r", "bank", (Block("a", 0, 3, 100), Block("b", 0, 3, 100))), pool_of(1400, 5)
    ready, edges = drawer(plan, pool), 0

    for attempt in range(1, 3001):
        stream = words(seed_of(SECRET, contest="c", round_key="r", participant=person(1), attempt=attempt))
        first = list(itertools.islice(stream, 17))
        edges += any(
            65536 - 65536 % left <= word < 65536 - 65536 % left + 100
            for word, left in zip(first, EDGES, strict=True)
        )
        wanted = by_definition(plan, pool, person(1), attempt, mixed=True, options_mixed=True)
        assert ready.paper(person(1), attempt) == wanted

    assert edges > 10


EDGES = [
    700,
    699,
    698,
    700,
    699,
    698,
    6,
    5,
    4,
    3,
    2,
    *[120] * 6,
]  # what each word of such a paper is reduced by


@pytest.mark.parametrize("limit", [3, 5, 6, 7, 24, 120, 700, 65535])
def test_first_word_that_is_not_fair_is_thrown_away(limit: int) -> None:
    fair = 65536 - 65536 % limit

    assert below(limit, iter([fair, 65535, fair - 1]).__next__) == limit - 1


def test_paper_for_another_participant_attempt_or_round_is_another() -> None:
    plan, pool = PaperPlan("x", "r", "bank", (Block("", 0, 10, 100),)), pool_of(60, 4)
    papers = [
        drawer(plan, pool).paper(person(1), 1),
        drawer(plan, pool).paper(person(2), 1),
        drawer(plan, pool).paper(person(1), 2),
        drawer(replace(plan, round="s"), pool).paper(person(1), 1),
    ]

    assert all(one != other for one, other in itertools.combinations(papers, 2))


def test_items_and_orders_over_many_papers_are_drawn_equally_often() -> None:
    plan, pool = PaperPlan("x", "r", "bank", (Block("", 0, 5, 100),)), pool_of(20, 3)
    ready, items, orders, first = (
        drawer(plan, pool),
        Counter[str](),
        Counter[tuple[int, ...]](),
        Counter[str](),
    )

    for number in range(4000):
        paper = ready.paper(person(number), 1)
        items.update(question.item for question in paper)
        orders.update(question.order for question in paper)
        first[paper[0].item] += 1

    # 20,000 draws: 1000 an item, 3333 an order, 200 a first place; six standard deviations on either side
    assert all(abs(count - 1000) < 170 for count in items.values())
    assert all(abs(count - 3333) < 320 for count in orders.values())
    assert all(abs(count - 200) < 85 for count in first.values())
    assert (len(items), len(orders), len(first)) == (20, 6, 20)


def test_fixed_item_keeps_the_order_of_its_options() -> None:
    plan, pool = PaperPlan("x", "r", "bank", (Block("", 0, 5, 100),)), pool_of(10, 4, fixed=1)

    assert {q.order for n in range(20) for q in drawer(plan, pool).paper(person(n), 1)} == {(0, 1, 2, 3)}


def test_too_small_bank_is_refused() -> None:
    plan = PaperPlan("x", "r", "bank", (Block("", 0, 5, 100),))

    with pytest.raises(ValueError, match="too few"):
        drawer(plan, pool_of(4, 4)).paper(person(1), 1)


@pytest.mark.parametrize("options", range(2, 9))
def test_permutation_of_any_size_is_in_lexicographic_order(options: int) -> None:
    every = itertools.islice(itertools.permutations(range(options)), 800)

    assert all(permutation(options, number) == order for number, order in enumerate(every))


def test_shown_key_follows_the_options() -> None:
    assert shown_key((0, 2), (3, 2, 1, 0)) == "BD"


def test_known_paper_stays_as_it_was_published() -> None:
    """A change of the format would change every paper ever drawn: this one was written down when the format was."""
    plan, pool = PaperPlan("x", "r", "bank", (Block("a", 0, 2, 100), Block("b", 0, 2, 100))), pool_of(12, 4)

    drawn = drawer(plan, pool).paper("0000000001", 1)

    assert [(one.item, one.order) for one in drawn] == KNOWN


# By the second verifier, which shares no line with ours.
KNOWN = [("i-007", (3, 1, 0, 2)), ("i-000", (2, 1, 0, 3)), ("i-005", (1, 0, 3, 2)), ("i-008", (1, 3, 2, 0))]


@settings(max_examples=60, deadline=None)
@given(
    blocks=blocks,
    size=st.integers(72, 300),
    options=st.integers(2, 6),
    fixed=st.sampled_from([0, 1, 3]),
    mixed=st.booleans(),
    options_mixed=st.booleans(),
)
def test_papers_dealt_together_are_those_drawn_one_by_one(
    blocks: list[Block], size: int, options: int, fixed: int, mixed: bool, options_mixed: bool
) -> None:
    plan = PaperPlan("x", "r", "bank", tuple(blocks))
    ready = drawer(plan, pool_of(size, options, fixed=fixed), mixed=mixed, options_mixed=options_mixed)
    people = [(person(number), 1 + number % 3) for number in range(40)]

    numbers, points, orders = Dealer(ready).deal(people)

    for row, one in enumerate(people):
        dealt = list(zip(numbers[row].tolist(), points[row].tolist(), strict=True))
        assert (dealt, orders[row].tolist()) == ready.draw(*one)


def test_papers_dealt_together_from_a_bank_that_throws_many_words_away_are_those_drawn_one_by_one() -> None:
    ready = drawer(
        PaperPlan("x", "r", "bank", (Block("", 0, 6, 100),)),
        [PoolItem(f"i-{n:05d}", "bank", "a", 1, 4) for n in range(33_000)],
    )
    people = [(person(number), 1) for number in range(300)]

    numbers, _points, orders = Dealer(ready).deal(people)

    for row, one in enumerate(people):
        places, wanted = ready.draw(*one)
        assert numbers[row].tolist() == [number for number, _worth in places]
        assert orders[row].tolist() == wanted
