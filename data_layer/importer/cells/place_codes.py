"""Names of provinces and cities, or whole addresses, to codes of GB/T 2260."""

from functools import lru_cache

from data_layer.importer.cells.resolved import Resolved, in_both
from data_layer.vocabulary import places
from data_layer.vocabulary.addresses import NOWHERE, Located, locate
from data_layer.vocabulary.text import Text

PLACE = ("province_code", "city_code")


@lru_cache(maxsize=100_000)
def resolve_place(province_text: str | None, city_text: str | None) -> Resolved:
    """Province and city of two cells, each of which may be a whole address. A city without a
    province brings its own; a city that does not lie in the province is rejected."""
    stated = NOWHERE if province_text is None else locate(province_text)
    refused = None
    if province_text is not None and stated.province is None:
        refused = _shared() if stated.shared else Text("不是省级行政区", "not a province")
    if city_text is None:
        return Resolved((stated.province, stated.city), (in_both(refused), None))
    located = locate(city_text, stated.province)
    province = stated.province or located.province
    if located.city is None and (whole := places.resolve_city(city_text, province)):
        located = Located(province, whole)  # 北京市 is a city too
    misplaced = None if located.city else _why_no_city(city_text, stated.province, located)
    return Resolved((province, located.city), (in_both(refused), in_both(misplaced)))


def _why_no_city(text: str, province: str | None, located: Located) -> Text:
    elsewhere = locate(text).city
    if province is not None and elsewhere is not None:
        inside = places.provinces()[province].name
        actual = places.provinces()[places.cities()[elsewhere].parent].name
        return Text(
            f"该城市在{actual.zh}，不在{inside.zh}",
            f"this city is in {actual.en}, not in {inside.en}",
        )
    if located.shared:
        return _shared()
    if located.province is not None:
        named = places.provinces()[located.province].name
        return Text(
            f"只认出{named.zh}，没有认出地级行政区",
            f"only the province is known ({named.en}), no city in it",
        )
    return Text("不是地级行政区，或没有省份时有歧义", "no city, or ambiguous without its province")


def _shared() -> Text:
    return Text(
        "有多个同名的地方，需要省份",
        "no city by itself: several places have the name, say which province",
    )
