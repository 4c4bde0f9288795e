"""Results in the form that their fields declare."""

import math

import polars as pl

from data_layer.vocabulary.field_frames import conform
from data_layer.vocabulary.fields import decimal
from data_layer.vocabulary.text import Text

GAP = decimal("gap", Text("差", "Gap"))


def test_what_rounds_to_nothing_has_no_sign() -> None:
    found = conform(pl.DataFrame({"gap": [-0.0004, 0.0004, -0.25, None]}), [GAP])["gap"].to_list()
    assert found == [0.0, 0.0, -0.25, None]
    assert [math.copysign(1, value) for value in found[:2]] == [1.0, 1.0]
