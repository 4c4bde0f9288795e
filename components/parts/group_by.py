"""Groups that a reader chooses between: provinces, cities or divisions."""

from collections.abc import Mapping

from components.contract.exhibit import Param
from data_layer.topics.subject.subject import subject_names
from data_layer.vocabulary.fields import Field
from data_layer.vocabulary.text import Text

OPTIONS: Mapping[str, Text] = {
    "province_code": Text("省份", "Province"),
    "city_code": Text("城市", "City"),
    "division": Text("行业大类", "Division"),
}
KEYS: Mapping[str, str] = {
    "province_code": "province",
    "city_code": "city",
    "division": "industry",
}
"""The filter that keeps one group, by the column of its codes."""
BY = Param("by", Text("分组", "Groups"), "province_code", options=OPTIONS)
GROUP = Field("group", Text("地区或行业", "Place or industry"), key=True, labels=subject_names())
