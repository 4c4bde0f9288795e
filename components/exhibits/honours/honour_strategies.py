"""Which honours the report advises to seek, and why (e39)."""

from components.charts.sentences import leader
from components.claims.sentence import AltText
from components.contract.exhibit import Exhibit, View
from components.contract.queries import always
from data_layer.topics.honours.honours import MATRIX_FIELDS, printed_matrix
from data_layer.vocabulary.fields import text
from data_layer.vocabulary.text import Text

COLUMNS = ("honour", "quadrant", "holding_low_pct", "holding_high_pct", "value_low", "value_high")
FIELDS = (
    *(field for field in MATRIX_FIELDS if field.name in COLUMNS),
    text("strategy", Text("策略", "Strategy")),
)


def alt(view: View) -> AltText:
    """The honour of the highest value."""
    what = Text("价值分上限", "value by the report, high end")
    return leader(view, "honour", "value_high", what=what)


EXHIBIT = Exhibit(
    title=Text("荣誉持有率与差异化策略", "Titles and accreditations: strategies"),
    reading=Text(
        "报告按价值与普及程度给九项荣誉的建议：必须持有、战略重点、酌情获取、基础达标。",
        "The report's advice on nine titles by value and spread: must have, strategic, optional, "
        "basic.",
    ),
    origin=("e39",),
    fields=FIELDS,
    query=always(printed_matrix),
    alt=alt,
    basis="reference",
    width="full",
    height=300,
    order=40,
)
