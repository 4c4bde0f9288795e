"""The parameter of the exhibits that show one enterprise."""

from collections.abc import Mapping
from typing import Any

from components.contract.counted import RowContext
from components.contract.exhibit import Param, Params, Rows
from data_layer.enterprises.peers import peers_of
from data_layer.enterprises.record import first_id, on_file
from data_layer.filters.filters import Filters
from data_layer.filters.keys import VIEW_KEYS
from data_layer.filters.values import WHERE
from data_layer.vocabulary.text import Text

SCOPE = "enterprise"
PATH = "enterprise/"
ANY_ID = r"[^\x00-\x1f\x7f]{0,80}"
PARAM = Param("id", Text("企业编号", "Enterprise id"), "", pattern=ANY_ID, scope=SCOPE)
NOTE = Text(
    "未给编号时，取筛选后编号最小的一家。同行 = 同一行业大类、同一省份的全部企业（含本企业）；"
    "不足10家时取全国同一大类，再不足取全部企业。同行不受页面筛选影响。",
    "Without an id, the first by id of the enterprises that pass the filters. Peers are all "
    "enterprises of the same division and province, itself included; the whole division where "
    "these are fewer than 10, else the registry. Filters do not restrict peers.",
)


def chosen(rows: Rows, filters: Filters, params: Params) -> Mapping[str, Any] | None:
    """The enterprise asked for, or the first that passes; None if there is none."""
    if params["id"]:
        return on_file(rows, params["id"])
    passed = filters.apply(rows)
    id = first_id(passed)
    return on_file(passed, id) if id else None


def with_enterprise(pairs: Mapping[str, str], id: str) -> Mapping[str, str]:
    """Keys and values of a profile's address: its path names the enterprise, no filter matters."""
    others = {name: value for name, value in pairs.items() if name in VIEW_KEYS or "." in name}
    return others | {f"{SCOPE}.id": id}


def among_peers(context: RowContext) -> Filters | None:
    """The filters of an enterprise's peers; of the enterprise itself where a row is its own."""
    enterprise = chosen(context.rows, context.filters, context.params)
    if enterprise is None:
        return None
    if context.row.get("side") == "enterprise":
        return Filters({WHERE: (f"id:{enterprise['id']}",)})
    return peers_of(context.rows, enterprise).filters
