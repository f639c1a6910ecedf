"""Entry lines in blocks, marked by several processes, given back in order with a bounded number under way."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from .grading import Graded, Grader, Ground

BLOCK = 5000  # lines: some 0.1 s of marking, half a megabyte on the way
_grader: Grader | None = None  # one in every worker process


def blocks(lines: Iterable[bytes], *, size: int = BLOCK) -> Iterator[list[bytes]]:
    """Lines in blocks of about this size that never part the attempts of one participant."""
    block: list[bytes] = []
    last = b""
    for line in lines:
        if len(block) >= size and line.split(b",", 1)[0] != last:
            yield block
            block = []
        if len(block) >= size - 1:
            last = line.split(b",", 1)[0]
        block.append(line)
    if block:
        yield block


def graded(lines: Iterable[bytes], ground: Ground, *, processes: int = 1) -> Iterator[Graded]:
    """The blocks of a file marked, in the file's order. At most three blocks a process are in memory.

    Raises `concurrent.futures.process.BrokenProcessPool` when the system ends one of the processes.
    """
    if processes <= 1:
        grader = Grader(ground)
        for block in blocks(lines):
            yield grader.grade(block)
        return
    context = multiprocessing.get_context("spawn")  # a forked copy of a process with threads may hang
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(ground,))
    try:
        waiting: deque[Future[Graded]] = deque()
        for block in blocks(lines):
            waiting.append(pool.submit(_grade, block))
            if len(waiting) >= 3 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(ground: Ground) -> None:
    global _grader  # a worker process has no other place to keep what it was started with
    _grader = Grader(ground)


def _grade(block: list[bytes]) -> Graded:
    if _grader is None:
        raise RuntimeError("the process was not begun")
    return _grader.grade(block)
