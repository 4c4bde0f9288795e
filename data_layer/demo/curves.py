"""Smooth distributions through printed shares: no step at the edge of a band."""

from collections.abc import Sequence

import numpy as np

from data_layer.demo.spread import Floats

FINE = 400
"""Points of the curve between two printed ones."""
HALVINGS = 50


def quantiles(values: Sequence[float], shares: Sequence[float], ranks: Floats) -> Floats:
    """The value at each rank, where `shares[i]` of all lie below `values[i]`, both ascending.

    The cumulated share is a monotone cubic of the value (Fritsch and Carlson 1980), so that the
    density has no step; it starts and ends at nothing.
    """
    x, y = np.array(values), np.array(shares)
    width, secant = np.diff(x), np.diff(y) / np.diff(x)
    left, right = 2 * width[1:] + width[:-1], width[1:] + 2 * width[:-1]
    inner = (left + right) / (left / secant[:-1] + right / secant[1:])
    slope = np.concatenate([[0.0], inner, [0.0]])
    t = np.arange(FINE) / FINE
    rising = (t**2 * (3 - 2 * t))[None, :]
    part = width[:, None] * (
        slope[:-1, None] * (t * (1 - t) ** 2)[None, :] - slope[1:, None] * (t**2 * (1 - t))[None, :]
    )
    share = np.append(y[:-1, None] + np.diff(y)[:, None] * rising + part, y[-1])
    value = np.append(x[:-1, None] + width[:, None] * t[None, :], x[-1])
    return np.interp(ranks, share, value)


def logarithmic(values: Sequence[float], shares: Sequence[float], count: int) -> Floats:
    """`count` ascending values with these cumulated shares, smooth on a logarithmic scale."""
    return np.exp(quantiles(np.log(values).tolist(), shares, even(count)))


def even(count: int) -> Floats:
    """The middle ranks of `count` values."""
    return (np.arange(count) + 0.5) / max(count, 1)
