"""What each numeric column of an exhibit is, and how it is made."""

from collections.abc import Iterator
from typing import Final

from components.contract.exhibit import Exhibit
from data_layer.vocabulary.definitions import definitions
from data_layer.vocabulary.fields import ENTERPRISES, Field
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Text

PRINTED: Final = Text("来源印出的数，照录不算", "As the source prints it; nothing is computed")
STORED: Final = Text("企业库中的列，逐家照录", "A column of the registry, as it stands")
COUNTED: Final = Text(
    "计数：通过筛选、符合行名与列名的企业",
    "A count: enterprises that pass the filters and are as row and column say",
)
BY_NAME: Final = {
    "median": Text("有值企业的中位数", "Median over enterprises with a value"),
    "mean": Text("有值企业之和 ÷ 家数", "Sum ÷ number, over enterprises with a value"),
    "pct": Text(
        "符合行名与列名的企业 ÷ 有该项数据的企业 × 100",
        "Enterprises as row and column say ÷ those that have the data × 100",
    ),
}
"""By a part of a column's name, where the list of definitions has none of its own."""
REST: Final = Text(
    "由通过筛选的企业按行名与列名算得",
    "Computed from the enterprises that pass the filters, as row and column say",
)


def definition(exhibit: Exhibit, field: Field) -> Text:
    """How the column is made; `formula` and printed columns go first, then the list."""
    if field.formula is not None:
        return field.formula
    if exhibit.basis == "reference" or field.source == "published":
        return PRINTED
    listed, name = definitions(), field.quantity or field.name
    for at in ((name, exhibit.id), (name, "")):
        if at in listed:
            return listed[at]
    if name in columns():
        return STORED
    if field.unit == ENTERPRISES.unit:
        return COUNTED
    return next((text for part, text in BY_NAME.items() if part in name.split("_")), REST)


def defined(exhibit: Exhibit) -> Iterator[tuple[Field, Text]]:
    """Each column of numbers with its definition; of a quantity in several units the first."""
    seen: set[str] = set()
    for field in exhibit.fields:
        name = field.quantity or field.name
        if field.digits is not None and not field.key and name not in seen:
            seen.add(name)
            yield field, definition(exhibit, field)
