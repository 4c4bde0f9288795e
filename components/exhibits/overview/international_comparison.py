"""Little giants and champions beside Germany's hidden champions and Japan's GNT enterprises."""

import polars as pl

from components.charts.bars import ranking
from components.charts.sentences import leading
from components.contract.exhibit import Exhibit, Figure, Params, Rows, View
from components.look.theme import PUBLISHED_COLOR
from data_layer.filters.filters import Filters
from data_layer.reference_figures import tables as reference
from data_layer.vocabulary.fields import ENTERPRISES, Field
from data_layer.vocabulary.text import Text

GROUPS = {
    "f_national": Text("中国“小巨人”", "China: little giants"),
    "f_japan": Text("日本“GNT企业”", "Japan: GNT enterprises"),
    "f_champions": Text("中国单项冠军", "China: single champions"),
    "f_germany": Text("德国“隐形冠军”", "Germany: hidden champions"),
}
FIELDS = (
    Field("group", Text("群体", "Group"), key=True, labels=GROUPS),
    ENTERPRISES,
    Field("as_of", Text("时间", "As of")),
)


def query(rows: Rows, filters: Filters, params: Params) -> pl.DataFrame:
    """The four facts, the largest first; the registry holds no foreign enterprise."""
    facts = [reference.facts()[id] for id in GROUPS]
    return pl.DataFrame(
        {
            "group": [fact.id for fact in facts],
            "enterprises": [fact.value for fact in facts],
            "as_of": [fact.as_of for fact in facts],
        }
    ).sort("enterprises", "group", descending=[True, False])


def figure(view: View) -> Figure:
    """Bars, the largest on top."""
    return ranking(view, "group", "enterprises", color=PUBLISHED_COLOR[view.theme])


EXHIBIT = Exhibit(
    title=Text("国际对比", "International comparison"),
    reading=Text(
        "同类企业群体的数量；认定口径各国不同，只宜比较量级。",
        "How many enterprises of the kind there are; each country recognises them differently, so "
        "compare orders of magnitude only.",
    ),
    origin=("f_national", "f_champions", "f_germany", "f_japan"),
    fields=FIELDS,
    query=query,
    figure=figure,
    alt=leading("group", "enterprises"),
    basis="reference",
    note=Text(
        "德国、日本两数在报告中为“约”，未注明时间；单项冠军截至2024年底。",
        "The report prints the figures of Germany and Japan as 'about' and without a date; single "
        "champions are as of the end of 2024.",
    ),
    width="two_thirds",
    height=360,
    order=50,
)
