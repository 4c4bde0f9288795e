"""Words of others in figures, by hand: none is a tag, none an entity, all else stays."""

import polars as pl
import pytest

from components.look.tagless import all_tagless, tagless


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("甲&乙公司", "甲&乙公司"),
        ("R&D; A & B &lt;", "R&D; A & B &amp;lt;"),
        ("<b>甲</b>", "&lt;b>甲&lt;/b>"),
        ("&#x0;", "&amp;#x0;"),
        ("&#60;b&gt;", "&amp;#60;b&amp;gt;"),
        ("&", "&"),
    ],
)
def test_a_name_reads_as_it_is_spelt(words: str, plain: str) -> None:
    assert tagless(words) == plain
    frame = pl.DataFrame({"name": [words, None], "n": [1, 2]})
    assert all_tagless(frame).rows() == [(plain, 1), (None, 2)]
