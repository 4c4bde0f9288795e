"""The five dimensions of innovation capability, and the column that stands for each (e24, e30)."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_layer.vocabulary.text import Text


@dataclass(frozen=True)
class Dimension:
    """A dimension and the registry column that stands for it (the basis that e30 names)."""

    id: str
    label: Text
    column: str
    basis: Text


DIMENSIONS: Mapping[str, Dimension] = {
    d.id: d
    for d in (
        Dimension(
            "technology",
            Text("技术实力", "Technological strength"),
            "patents",
            basis=Text("专利总量", "Patents"),
        ),
        Dimension(
            "quality",
            Text("创新质量", "Innovation quality"),
            "invention_grants",
            basis=Text("发明授权", "Invention grants"),
        ),
        Dimension(
            "scale",
            Text("创新规模", "Innovation scale"),
            "insured",
            basis=Text("参保人数", "Employees with social insurance"),
        ),
        Dimension(
            "capital",
            Text("资本实力", "Capital strength"),
            "registered_capital",
            basis=Text("注册资本", "Registered capital"),
        ),
        Dimension(
            "digital",
            Text("数字化能力", "Digital capability"),
            "software_copyrights",
            basis=Text("软著", "Software copyrights"),
        ),
    )
}
LABELS: Mapping[str, Text] = {d.id: d.label for d in DIMENSIONS.values()}
COLUMNS: tuple[str, ...] = tuple(d.column for d in DIMENSIONS.values())
IDS: Mapping[str, str] = {d.label.zh: d.id for d in DIMENSIONS.values()}
"""The report's word for a dimension to its id."""
