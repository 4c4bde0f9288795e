"""Of which day an exhibit tells what titles are: never the clock's in silence.

An exhibit with the parameter `on` tells of the registry's own day, of today where the server stands
(SRDI_TZ), or of a day that the address names. What is told is a day, so that a link, a file and a
receipt of tomorrow say the same.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from components.contract.exhibit import Exhibit, Param
from data_layer.filters.filters import Filters
from data_layer.registry.registry import Registry
from data_layer.topics.lifecycle.day import REGISTRY, TODAY, stated
from data_layer.vocabulary.text import Text

SCOPE: Final = "lifecycle"
DAY: Final = (
    r"20\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    r"|(?:0[13578]|1[02])-31)"
)
ON: Final = Param(
    "on",
    Text("截至", "As of"),
    REGISTRY,
    options={
        REGISTRY: Text("企业库日期", "The registry's day"),
        TODAY: Text("今天", "Today"),
    },
    pattern=DAY,
    scope=SCOPE,
)


def dated(
    exhibit: Exhibit,
    given: Mapping[str, str],
    registry: Registry,
    filters: Filters,
    today: date,
) -> Mapping[str, str]:
    """The parameters with the day that they stand for.

    The demonstration's day is the report's; a filter `asof` looks back from the end of its year.
    """
    if ON not in exhibit.params:
        return given
    on = given.get(ON.name, ON.default)
    own = registry.demonstration or "asof" in filters.values
    days = {
        TODAY: today,
        REGISTRY: stated(REGISTRY, filters) if own else registry.manifest.as_of,
    }
    return {**given, ON.name: days[on].isoformat()} if on in days else given
