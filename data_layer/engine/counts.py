"""How often each whole number occurs, counted in pieces that stay in the processor's cache."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np

PIECE = 2**17
"""Numbers that NumPy widens at a time: what it makes of them stays in the processor's cache."""
FEW = 5
"""Up to so many numbers, comparing with each is quicker than counting all at once."""

MANY = 2**20
"""Of so many numbers it is worth a look whether equal ones follow each other,"""
LENGTH = 8
"""in runs of so many on average."""


def slices(height: int, size: int = 0) -> Iterator[slice]:
    """Pieces of `height` rows; longer where there are many numbers, since every piece adds them."""
    step = max(PIECE, size // 4)
    for first in range(0, height, step):
        yield slice(first, min(first + step, height))


def occurrences(numbers: np.ndarray, size: int) -> np.ndarray:
    """How often each number below `size` occurs. numbers: of an unsigned type, or all below it."""
    if size <= FEW:
        return np.array([_equal(numbers, number) for number in range(size)], dtype=np.int64)
    if numbers.size >= MANY and _in_runs(numbers[:PIECE]):
        return _of_runs(numbers, size)
    if numbers.dtype == np.uint8 and numbers.flags.c_contiguous:
        return _of_bytes(numbers)[:size]
    return added((numbers[rows] for rows in slices(numbers.size, size)), size)


def added(pieces: Iterable[np.ndarray], size: int) -> np.ndarray:
    """How often each number below `size` occurs in all pieces together.

    A piece of sorted rows holds a short range of the numbers: only these are counted and added.
    """
    total = np.zeros(size, dtype=np.int64)
    for piece in pieces:
        if not piece.size:
            continue
        low = int(piece.min()) if size > PIECE // 4 else 0
        found = np.bincount(piece - piece.dtype.type(low) if low else piece)
        total[low : low + found.size] += found
    return total


def _in_runs(numbers: np.ndarray) -> bool:
    """Whether most numbers are that of the row before."""
    changes = int(np.count_nonzero(numbers[1:] != numbers[:-1]))
    return changes * LENGTH < numbers.size


def _of_runs(numbers: np.ndarray, size: int) -> np.ndarray:
    """The same where equal numbers follow each other: one addition a run."""
    total = np.zeros(size)
    for rows in slices(numbers.size, size):
        piece = numbers[rows]
        last = np.flatnonzero(piece[1:] != piece[:-1])
        ends = last[-1] if last.size else -1
        total += np.bincount(piece[last], np.diff(last, prepend=-1), size)
        total[piece[-1]] += piece.size - 1 - ends
    return total.astype(np.int64)


def ascending(numbers: np.ndarray, last: int) -> np.ndarray:
    """How often each number up to `last` occurs where they ascend, but those of `last` lead."""
    leading = bisect_left(range(numbers.size), 1, key=lambda row: numbers[row] != last)
    rest = numbers[leading:]
    found = np.diff(np.searchsorted(rest, np.arange(last + 1, dtype=numbers.dtype)))
    return np.append(found, leading)


def looked_up(table: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The entry of each code."""
    found = np.empty(codes.size, dtype=table.dtype)
    for rows in slices(codes.size):
        found[rows] = table[codes[rows]]
    return found


def _equal(numbers: np.ndarray, number: int) -> int:
    pieces = (numbers[rows] for rows in slices(numbers.size))
    return sum(int(np.count_nonzero(piece == number)) for piece in pieces)


def _of_bytes(numbers: np.ndarray) -> np.ndarray:
    """Counts of 256 numbers: two neighbours are read as one number, which halves the additions."""
    even = numbers.size // 2 * 2
    pairs = numbers[:even].view(np.uint16)
    if pairs.size < PIECE:
        return np.bincount(numbers, minlength=256)
    both = added((pairs[rows] for rows in slices(pairs.size)), 2**16).reshape(256, 256)
    odd = np.bincount(numbers[even:], minlength=256)
    return both.sum(axis=0) + both.sum(axis=1) + odd
