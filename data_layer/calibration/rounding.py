"""Whether a computed figure rounds to a printed one."""

from collections.abc import Iterable

SHARE_DIGITS = 2
"""Of a share that is printed alone, without a point."""


def decimals(value: float) -> int:
    """Digits after the point, as far as they are not zero."""
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def rounds_to(computed: float, printed: float, digits: int) -> bool:
    """Whether a computed figure is the printed one at the digits after the point that it has."""
    return abs(computed - printed) <= 0.5 * 10.0**-digits * (1 + 1e-9)


def equals_printed(
    computed: float, printed: float, *, share: bool, column: Iterable[float] = ()
) -> bool:
    """Whether it rounds to a printed figure: 149,188 is 15万.

    A share has as many digits as the longest of its column: 12 is read as 12.00.
    """
    digits = decimals(printed)
    if share:
        digits = max(map(decimals, column), default=digits or SHARE_DIGITS)
    return rounds_to(computed, printed, digits)
