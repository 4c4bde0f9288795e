"""The parameter of the exhibits that compare two to four groups, and what these are called."""

from collections.abc import Sequence

from components.contract.counted import RowContext
from components.contract.exhibit import Param, Params, Rows, View
from components.look.theme import INK, TIER_COLORS
from data_layer.enterprises.profiles import enterprise_name
from data_layer.filters import named_groups as groups
from data_layer.topics.compare.indicators import Item
from data_layer.vocabulary.text import Text

SCOPE = "compare"
MOST = 4
DEFAULT = "tier:national,tier:provincial"
LONGEST = 51
"""Signs of an item."""
ITEM = r"[a-z]{3,10}:[0-9A-Za-z._\-]{1,40}|all"
ITEMS = Param(
    "items",
    Text("对照对象", "Compared"),
    DEFAULT,
    options=groups.options(),
    pattern=rf"({ITEM})(,({ITEM})){{0,{MOST - 1}}}",
    known=groups.are_groups,
    longest=MOST * (LONGEST + 1),
    allowed=Text(
        f"二至四个对象，以逗号分隔，一次至多{MOST}个，如 province:320000,city:420100,industry:C39",
        f"two to four items between commas, {MOST} at most at a time, such as "
        "province:320000,city:420100,industry:C39",
    ),
    scope=SCOPE,
    names=groups.labels(),
)
NOTE = Text(
    "二至四个对象：地区、行业、层级、批次、单个企业或全部。对象取代同类筛选（层级、地域、行业等），"
    "其余筛选有效；单个企业用其原值，不受筛选影响。占比与中位数只计有值企业，缺失的另列；"
    "不足3个值不显示中位数，不足10个值有标记。",
    "Two to four items: places, industries, tiers, batches, single enterprises, or all. An item "
    "takes the place of filters of its kind (tier, place, industry ...); all other filters apply. "
    "A single enterprise enters with its own values, whatever the filters. Shares and medians are "
    "of enterprises that have the value, the others are counted; fewer than 3 values have no "
    "median, fewer than 10 are marked.",
)


def chosen(params: Params) -> tuple[str, ...]:
    """The groups that are compared, each once."""
    return tuple(dict.fromkeys(params[ITEMS.name].split(",")))


def items_of(rows: Rows, params: Params) -> list[Item]:
    """The groups with what stands for each in a frame: its code, or an enterprise's name."""
    items: list[Item] = []
    for group in chosen(params):
        name = enterprise_name(rows, group) or group
        taken = any(name == item.name for item in items)
        items.append(Item(group, group if taken else name))
    return items


def replaced(params: Params) -> tuple[str, ...]:
    """Filter keys that every item takes the place of, so that none obeys them."""
    keys = [set(groups.replaced(group)) for group in chosen(params)]
    return tuple(sorted(set.intersection(*keys)))


def shown_items(view: View) -> list[str]:
    """What stands for the items in the frame, in the order in which they were asked for."""
    return view.frame["item"].unique(maintain_order=True).to_list()


def called(name: str) -> Text:
    """The name of an item by what stands for it."""
    return groups.labels().get(name, Text(name, name))


def colours(view: View, names: Sequence[str]) -> list[str]:
    """A colour an item: that of its tier, or the next that none of the tiers among them has."""
    tiers, ink = TIER_COLORS[view.theme], INK[view.theme]
    own = [tiers.get(name.removeprefix("tier:")) for name in names]
    others = (ink.accent, tiers["innovative"], tiers["champion"], ink.muted)
    free = iter(tint for tint in others if tint not in own)
    return [tint or next(free) for tint in own]


def of_item(context: RowContext) -> str | None:
    """The group that a row's item stands for."""
    items = items_of(context.rows, context.params)
    return next((item.group for item in items if item.name == context.row["item"]), None)
