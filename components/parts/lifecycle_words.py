"""What the exhibits of /lifecycle say alike: the day, what is assumed, the colours of standings."""

from collections.abc import Mapping
from datetime import date

from components.contract.exhibit import Params, View
from components.look.theme import DIVERGING, INK
from data_layer.filters.filters import Filters
from data_layer.topics.lifecycle.day import stated, window
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Text

ON_DAY = Field("as_of", Text("截至", "As of"))
"""The day, in every row: a file says of which day it tells."""
ASSUMED = Text(
    "假定：名单未填有效期时按三年推算，依次用复核年份（通过者延三年）、批次（各批算到第三年的6月30日，"
    "来源见数据字典）、认定公告日期、认定年份（算到第三年的年底）；各行的依据见“有效期依据”列。"
    "有效期最后一天仍有效。12个月从截至日期起算。截至日期：企业库日期为导入时所说的日期或导入日，"
    "演示数据为报告数据截至的2026年2月28日；筛选了截至年份时为该年年底。"
    "认定公告的日子，来源只印了第一批和第三批的；其余各批只印年份（第五批另有月份），日子写作不详，不推测。"
    "已退出名单的企业不在其中。",
    "Assumed: where a list says no validity it is three years, from the re-review (three more if "
    "passed), the batch (each to 30 June of the third year; sources in the data dictionary), the "
    "date of recognition or its year (to the end of the third year); the column on the basis says "
    "which. A title holds on its last day. The 12 months begin on the day stated: the registry's "
    "is the one said on import, or that of the import; the demonstration's is 28 February 2026, as "
    "the report's figures; with a filter “as of” it is the last day of that year. Of batches the "
    "sources print the day of recognition for the first and the third alone, of the others the "
    "year (of the fifth the month too): their day is unknown and is not guessed. Who has left the "
    "list is not in it.",
)


def day_of(filters: Filters, params: Params) -> date:
    """The day that an exhibit tells of."""
    return stated(params["on"], filters)


def on_day(view: View) -> Text:
    """How a sentence begins."""
    day = day_of(view.filters, view.params).isoformat()
    return Text(f"截至{day}", f"As of {day}")


def due_search(filters: Filters, params: Params) -> str:
    """The filter that finds who is due on the day."""
    first, last = window(day_of(filters, params))
    return f"valid={first}..{last}"


def tints(view: View) -> Mapping[str, str]:
    """The colours of standings: in force blue, due light brown, lapsed brown, unknown grey."""
    scale = DIVERGING[view.theme]
    return {
        "in_force": scale[3][1],
        "due": scale[1][1],
        "lapsed": scale[0][1],
        "unknown": INK[view.theme].nodata,
    }
