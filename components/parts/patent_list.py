"""What the exhibits of a list of patents share: the years that are asked for, and their words."""

from collections.abc import Callable, Sequence
from typing import Final

import polars as pl

from components.charts.sentences import UNSAID, cell, sentence
from components.claims.pairs import Change
from components.claims.sentence import AltText
from components.contract.exhibit import Param, Params, Rows, View
from data_layer.filters.filters import Filters
from data_layer.registry.patents import Patents
from data_layer.topics.patents import trends
from data_layer.vocabulary.fields import ENTERPRISES, Field, count
from data_layer.vocabulary.terms import PIECES
from data_layer.vocabulary.text import Text

FIRST_YEAR, LAST_YEAR = 1985, 2040
"""The Chinese patent law came into force in 1985."""
LISTED_ALONE: Final = Text(
    "按导入的专利清单计算，只计发明：清单中的申请人（专利权人）按统一社会信用代码、否则按唯一的名称与企业库对应，对不上的不计入。"
    "只算清单里出现的“小巨人”：清单没有提到的企业是未知，不当作零。国内指中国国家知识产权局，未写受理局的按国内计。",
    "Computed from the list of patents that was imported, inventions alone: its applicants are "
    "matched to the registry by credit code, else by a name that one enterprise alone has; others "
    "are left out. Of little giants those that the list names: one that it does not name is "
    "unknown, not zero. Home is the Chinese office, and filings whose office is not given.",
)
BY_PUBLICATION: Final = Text(
    f"年份按公开日；清单没有公开日时按申请日。{LISTED_ALONE.zh}",
    "The year is that of publication, of application where the list has no days of publication. "
    f"{LISTED_ALONE.en}",
)
ENTERPRISES_LISTED: Final = Text("清单中的企业", "Enterprises listed")
YEARLY: Final = (
    count("applications", Text("发明申请", "Invention applications"), PIECES),
    count("grants", Text("发明授权", "Invention grants"), PIECES),
    count("holders", ENTERPRISES_LISTED, ENTERPRISES.unit),
)
"""What a row a year counts, beside what an exhibit makes of it."""


def by_year(rows: Rows, filters: Filters, params: Params, listed: Patents) -> pl.DataFrame:
    """A row a year that stands: applications, grants, and what is made of them."""
    yearly = trends.by_year(trends.inventions_of(rows, filters, listed), chosen(params))
    return yearly.filter(pl.col("holders") > 0).with_columns(pl.col("year").cast(pl.String))


def years_from(first: int, last: int) -> tuple[Param, Param]:
    """The first and the last year, by default those of the report's picture."""
    return (
        _year("first", Text("起始年", "First year"), first),
        _year("last", Text("截止年", "Last year"), last),
    )


def _year(name: str, label: Text, default: int) -> Param:
    return Param(name, label, str(default), low=FIRST_YEAR, high=LAST_YEAR, step=1)


def chosen(params: Params) -> trends.Years:
    """The years that stand, in their order."""
    first, last = sorted(int(float(params[name])) for name in ("first", "last"))
    return first, last


def no_list(fields: Sequence[Field]) -> Callable[[Rows, Filters, Params], pl.DataFrame]:
    """The query where there is no list of patents, which the card says: no rows."""
    empty = pl.DataFrame(schema=dict.fromkeys([field.name for field in fields], pl.Null))
    return lambda rows, filters, params: empty


def from_first_to_last(*columns: str) -> Callable[[View], AltText]:
    """What became of each column from the first year that has a figure to the last."""
    return lambda view: _changes(view, columns)


def _changes(view: View, columns: Sequence[str]) -> AltText:
    changes = []
    for column in columns:
        dated = view.frame.drop_nulls(column)
        if dated.height > 1:
            ends = (dated.row(at, named=True) for at in (0, -1))
            first, last = (
                cell(view, row, column, name=Text(f"{row['year']}年", row["year"])) for row in ends
            )
            changes.append(Change(view.field(column).label, first, last))
    return sentence(view, *changes) if changes else UNSAID
