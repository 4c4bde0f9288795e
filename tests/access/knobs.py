"""What an exhibit may be asked beside the filters: its own parameters, found by walking them.

Ids and places of hidden enterprises are among the values, and the version beside the one in use.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hypothesis import strategies as st

from components.contract.catalogue import exhibits
from components.contract.param import Param

NAMED: Final = re.compile(
    r"/(?:cards|export|api/v1/exhibits|receipts|manifests|embed)/(\w+)(?:\.|\?|\Z)"
)
SIDES: Final = ("tier:national", "province:420000", "city:320500", "industry:C39", "batch:5")
ROWS: Final[Mapping[str, Sequence[str]]] = {
    "sort": ["-patents", "name", "-founded_year,city_code", "nothing"],
    "limit": ["1", "5000"],
    "kind": ["all"],
    "lang": ["en"],
}
"""Keys of files and of the API; what a route does not know is refused, in equal words."""


def beside(address: str, facts: Mapping[str, Sequence[str]]) -> st.SearchStrategy[str]:
    """A few parameters of the exhibit that an address is of, as a query."""
    named = NAMED.search(address)
    exhibit = exhibits().get(named[1]) if named else None
    offered = dict(ROWS) if address.startswith(("/export", "/api")) else {}
    if exhibit is not None:
        key = exhibit.address_key if "/cards/" in address else exhibit.query_key
        offered |= {key(param): _values(param, facts) for param in exhibit.settable}
    pairs = [
        st.sampled_from(values).map(lambda value, key=key: f"{key}={value}")
        for key, values in offered.items()
        if values
    ]
    if not pairs:
        return st.just("")
    few = st.lists(st.one_of(pairs), max_size=3, unique_by=lambda it: it.partition("=")[0])
    return few.map("&".join)


def _values(param: Param, facts: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if param.name in ("id", "enterprise"):
        return facts["id"]
    if param.name == "about":
        return facts["about"]
    if param.name == "a" and not param.options:
        return facts["version"]
    if param.name in ("a", "b", "items"):
        sides = [*SIDES, *(f"enterprise:{it}" for it in facts["id"]), *list(param.options)[:8]]
        return sides if param.name != "items" else [*sides, f"{sides[-1]},{sides[5]},{sides[1]}"]
    if param.options:
        return list(param.options)
    if param.low == param.high:
        return ["x"]
    return [f"{param.low:g}", f"{param.low + param.step:g}", f"{param.high:g}"]
