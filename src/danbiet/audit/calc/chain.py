"""The chain of seals: what a trace's leaf is made of, what a seal's hash is made of, and the list that names a row at fault."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from danbiet.kit.merkle import root

GENESIS = bytes(32)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
ROW = struct.Struct(">QHQ8s")  # number of the trace, shape, number of the row, beginning of the leaf

# The leaf in SQL, so that millions are hashed where they lie; every column of the trace is in it, parted by a sign none holds.
LEAF = """sha256('\\x00'::bytea || convert_to(concat_ws(E'\\x1f', t.id, (extract(epoch FROM t.at) * 1000000)::bigint, t.epoch, t.xid,
 t.shape_id, t.source_id, t.kind, COALESCE(t.object_id::text, '-'), t.verb, COALESCE(t.actor_id::text, '-'),
 COALESCE(t.unit_id::text, '-'), t.page), 'UTF8') || t.digest)"""


@dataclass(frozen=True, slots=True)
class Row:
    """A trace as a seal remembers it: `mark` is the beginning of its leaf."""

    trace_id: int
    shape_id: int
    source_id: int
    mark: bytes


def packed(rows: Iterable[tuple[int, int, int, bytes]]) -> bytes:
    """(trace, shape, row, leaf) as a seal keeps them."""
    return b"".join(ROW.pack(*row[:3], row[3][:8]) for row in rows)


def unpacked(rows: bytes) -> Iterator[Row]:
    """What `packed` made; ValueError when it was cut."""
    if len(rows) % ROW.size:
        raise ValueError("the list of a seal is cut")
    for values in ROW.iter_unpack(rows):
        yield Row(*values)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The Merkle root of leaves in the order of their transactions."""
    return root(b"".join(leaves))


def seal_hash(  # every figure of the seal has its part in it
    *,
    number: int,
    at: datetime,
    epoch: int,
    from_xid: int,
    to_xid: int,
    count: int,
    root: bytes,
    rows: bytes,
    previous: bytes,
) -> bytes:
    """The hash of a seal: of the one before it and of all it says. `at` counts in whole microseconds UTC."""
    micros = (at - BEGINNING) // timedelta(microseconds=1)
    told = f"danbiet-seal-1|{number}|{micros}|{epoch}|{from_xid}|{to_xid}|{count}|".encode("ascii")
    return hashlib.sha256(previous + told + root + hashlib.sha256(rows).digest()).digest()
