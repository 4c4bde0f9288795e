"""Long names on axes and in cells: broken over lines, then cut with an ellipsis."""

from functools import lru_cache

from components.look.words import wrap


@lru_cache(maxsize=8_192)
def wrapped(name: str, width: int, lines: int = 2) -> str:
    """A name on at most `lines` lines of about `width` Latin letters (half as many Chinese)."""
    parts = wrap(name, width).split("<br>")
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1].rstrip(" ,、") + "…"]
    return "<br>".join(parts)


@lru_cache(maxsize=8_192)
def brief(name: str) -> str:
    """An English name of the classification without the words that most names share."""
    for opening in ("Manufacture of ", "Manufacturing of "):
        if name.startswith(opening):
            rest = name.removeprefix(opening)
            return rest[:1].upper() + rest[1:]
    return name


def under(name: str, group: str, width: int = 40) -> str:
    """A name on one line, with the group that it belongs to in small letters below."""
    return f"{wrapped(name, width, 1)}<br><span style='font-size:9px'>{group}</span>"
