"""Words of others in a figure: Plotly reads some tags and entities, of which they bring none.

`&#0;` in a name would stand as a sign in an SVG that no XML can hold.
"""

import re
from functools import lru_cache
from typing import Final

import polars as pl

ENTITY: Final = r"&(#[0-9]+;|#x[0-9A-Fa-f]+;|[a-z]+;)"
"""What Plotly takes for a sign; other ampersands stay as they are."""
_ENTITY: Final = re.compile(ENTITY)


@lru_cache(maxsize=8_192)  # names come again in every sentence
def tagless(words: str) -> str:
    """Words that read in a figure as they are spelt."""
    return _ENTITY.sub(r"&amp;\1", words).replace("<", "&lt;")


def all_tagless(frame: pl.DataFrame) -> pl.DataFrame:
    """The same of every text of a frame."""
    plain = pl.col(pl.String).str.replace_all(ENTITY, "&amp;$1")
    return frame.with_columns(plain.str.replace_all("<", "&lt;", literal=True))
