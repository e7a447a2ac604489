"""Which evidence is the same story: by its address, or by a text that is nearly the same. Pure.

Texts are compared by MinHash (Broder 1997) over shingles of four words, with one permutation in 64 bins (Li, Owen and
Zhang 2012) whose empty bins borrow from the next full one; bands of four bins find candidates (Leskovec, Rajaraman,
Ullman, Mining of Massive Datasets, 3.4). A pair that shares 60 % of its shingles shares a band with probability 0.89,
80 % with 0.9998, 20 % with 0.03.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from zlib import crc32

from factcheck.evidence.folding import Folded

BINS = 64
ROWS = 4
BANDS = BINS // ROWS
SHINGLE = 4
FEWEST_WORDS = 40
"""Shorter texts have too few shingles to say that two are one story."""
MOST_WORDS = 20_000
ALIKE = 0.6
"""From this share of bins on that agree, two texts are the same story."""
_MASK = 0xFFFFFFFF


def signature(text: str) -> bytes | None:
    """What a text is compared by: 64 numbers of 32 bits, big-endian. None for a text too short to tell."""
    hashes = [crc32(word.key.encode()) for word in islice(Folded(text).words(), MOST_WORDS)]
    if len(hashes) < FEWEST_WORDS:
        return None
    least: list[int | None] = [None] * BINS
    for a, b, c, d in zip(hashes, hashes[1:], hashes[2:], hashes[3:], strict=False):
        mixed = _mixed(((a * 31 + b) * 31 + c) * 31 + d)
        place, value = mixed % BINS, mixed // BINS
        known = least[place]
        if known is None or value < known:
            least[place] = value
    return struct.pack(f">{BINS}I", *_filled(least))


def bands(known: bytes) -> list[int]:
    """The keys of a signature's bands, in order, 63 bits each: texts nearly the same share at least one."""
    keys = []
    for number in range(BANDS):
        part = known[number * ROWS * 4 : (number + 1) * ROWS * 4] + bytes([number])
        keys.append((crc32(part) << 31) ^ crc32(part[::-1], number))
    return keys


def likeness(one: bytes, other: bytes) -> float:
    """The share of shingles that two texts have in common, as their signatures tell it: 0 to 1, ± 0.06."""
    return sum(one[at : at + 4] == other[at : at + 4] for at in range(0, BINS * 4, 4)) / BINS


def are_one_story(one: bytes, other: bytes) -> bool:
    """Whether two texts are nearly the same."""
    return likeness(one, other) >= ALIKE


def stories(keys: Mapping[str, Iterable[str]], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Pieces of evidence put together where they are one story: the groups, and their members, in the order given.

    `keys`: for each piece, the keys of its addresses (empty ones tell nothing); `pairs`: what is nearly the same.
    """
    parent = {piece: piece for piece in keys}
    root = _finder(parent)
    first: dict[str, str] = {}
    for piece, addresses in keys.items():
        for address in filter(None, addresses):
            parent[root(piece)] = root(first.setdefault(address, piece))
    for one, other in pairs:
        if one in parent and other in parent:
            parent[root(one)] = root(other)
    groups: dict[str, list[str]] = {}
    for piece in keys:
        groups.setdefault(root(piece), []).append(piece)
    return list(groups.values())


def _finder(parent: dict[str, str]) -> Callable[[str], str]:
    def root(piece: str) -> str:
        while parent[piece] != piece:
            parent[piece] = parent[parent[piece]]
            piece = parent[piece]
        return piece

    return root


def _filled(least: Sequence[int | None]) -> list[int]:
    """Every empty bin gets the number of the next full one, told apart by how far that was."""
    filled = []
    for place in range(BINS):
        distance = 0
        while (value := least[(place + distance) % BINS]) is None:
            distance += 1
        filled.append((value + distance * 0x9E3779B1) & _MASK)
    return filled


def _mixed(value: int) -> int:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014), its upper 38 bits: 6 for the bin, 32 for the number."""
    value &= 0xFFFFFFFFFFFFFFFF
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return (value ^ (value >> 31)) >> 26
