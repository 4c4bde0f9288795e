"""The two years that exhibits compare, and what looking back cannot know."""

from components.contract.exhibit import Param, Params
from data_layer.filters import days
from data_layer.filters.filters import Filters
from data_layer.vocabulary.fields import ENTERPRISES, count, per_cent
from data_layer.vocabulary.text import Text

SCOPE = "time"
FIRST, LAST = 2018, 2030
"""From the first year of the report's second stage (e01) on."""
FROM = Param(
    "from",
    Text("从（年底）", "From (end of)"),
    "2022",
    low=FIRST,
    high=LAST,
    slider=True,
    scope=SCOPE,
)
TO = Param(
    "to", Text("到（年底）", "To (end of)"), "2025", low=FIRST, high=LAST, slider=True, scope=SCOPE
)
UNTIL = {
    str(year): Text(f"截至{year}年底", f"By the end of {year}")
    for year in range(days.FIRST, LAST + 1)
}
"""Of every year up to which a filter may look back."""
UP = Text("名次上升数量", "places gained")
RISEN = Text("个上升的", "that rose")
"""How ranks that rose are spoken of."""
NATIONAL = count("national", Text("国家级企业数", "Little giants"), ENTERPRISES.unit)
NATIONAL_PCT = per_cent("national_pct", Text("国家级占比", "Little-giant share"))
LOOKING_BACK = Text(
    "各年底的名单 = 现有名单中认定年份不晚于该年的企业（小巨人未填年份的取其批次的年份），"
    "层级按现在的层级；此后退出的企业、当时的层级与当时的归属地不可知，故早年的数偏少。"
    "没有认定年份的企业两年都不计，另列。",
    "The list at the end of a year is who is in it now and was recognised by then (a little giant "
    "without a year by that of its batch), in the tier of today; who has left since, former tiers "
    "and former places are not known, so that early numbers are too small. Who has no year of "
    "recognition is in neither and counted apart.",
)


def years(params: Params, filters: Filters) -> tuple[int, int]:
    """The two years, the earlier one first; a filter `asof` leaves nobody of a later year, so that
    no year beyond it is named."""
    asked = filters.values.get("asof")
    latest = asked.year if isinstance(asked, days.Year) else LAST
    one, other = (min(int(float(params[name])), latest) for name in ("from", "to"))
    return min(one, other), max(one, other)
