"""What a page asks for beside /api/v1: cards, what stands around them, receipts, manifests.

These addresses leave out what they cannot read, and so refuse no key.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.http.openapi_operations import ANY_VALUE, JSON, get, parameter
from components.http.openapi_schemas import TEXT

HTML: Final = "text/html"
Parameters = Sequence[Mapping[str, Any]]
PATH = parameter("path", "of the page, where it names an enterprise, a place or an industry")
NO_EXHIBIT: Final[Mapping[str, Any]] = {
    "description": "No such exhibit; the ids that there are",
    "content": {JSON: {"schema": {"$ref": "#/components/schemas/Refusal"}}},
}
VERSIONS = [parameter(f"versions.{side}", "one of the two data versions compared") for side in "ab"]


def pages(prefix: str, ids: list[str], filters: Parameters) -> dict[str, dict[str, Any]]:
    """Paths that stand at the home of the atlas. ids: of exhibits. filters: what all take."""
    id = parameter("exhibit", "id of an exhibit", {**TEXT, "enum": ids}, place="path")
    paths = {
        "/cards/{exhibit}": _card(id, filters),
        "/receipts/{exhibit}": _receipt(id, filters),
        "/manifests/{exhibit}": _of_exhibit(
            get("get_manifest", "What a picture carries", [id, PATH, *filters], schema="Manifest")
        ),
        **_parts(filters),
    }
    servers = [{"url": prefix.rstrip("/") or "/"}]
    return {path: {"servers": servers, **item} for path, item in paths.items()}


def _card(id: Mapping[str, Any], filters: Parameters) -> dict[str, Any]:
    own = [
        parameter("table", "1: rows in place of the chart", {**TEXT, "enum": ["1"]}),
        PATH,
        parameter("token", "of a signed frame, which locks all but language and theme"),
    ]
    summary = "All that a card shows; parameters of an exhibit as of /exhibits/<id>"
    path = get("get_card", summary, [id, *own, *filters], schema="Card")
    responses = path["get"]["responses"]
    del responses["400"]
    responses["403"] = {"description": "A token that opens nothing"}
    responses["404"] = NO_EXHIBIT
    return path


def _receipt(id: Mapping[str, Any], filters: Parameters) -> dict[str, Any]:
    own = [
        parameter("number", "as it is read on the card"),
        parameter("words", "what stands beside it"),
        parameter("column", "of the number, where it is known"),
        PATH,
    ]
    summary = "Where a number of a card comes from"
    return _of_exhibit(get("get_receipt", summary, [id, *own, *filters], schema="Receipts"))


def _of_exhibit(path: dict[str, Any]) -> dict[str, Any]:
    """An operation that is answered anew each time and refuses an unknown exhibit alone."""
    answered = {"200": {**path["get"]["responses"]["200"], "description": "As asked"}}
    path["get"]["responses"] = answered | {"404": NO_EXHIBIT}
    return path


def _parts(filters: Parameters) -> dict[str, dict[str, Any]]:
    """Chips, lists and answers around the cards."""
    origins = parameter("origins", "which chart a chip comes from: province=320000:province_map")
    typed = parameter("typed", "industries that are looked for")
    about = parameter("subject.about", "the place or industry: city:320500, industry:C39")
    asked = parameter("q", "the question or name")
    language = [
        parameter_of_card
        for parameter_of_card in filters
        if parameter_of_card["$ref"].endswith(("/lang", "/version"))
    ]
    return {
        "/parts/status": _html(
            "status", "Chips of the filters, and the count", [origins, PATH, *filters]
        ),
        "/parts/crumbs": _html("crumbs", "The way out of a place", filters),
        "/parts/subject": _html(
            "subject", "The head of a place or industry", [about, PATH, *filters]
        ),
        "/parts/changes": _html("changes", "What two versions changed", [*VERSIONS, *filters]),
        "/parts/rule": _html("rule", "How many meet the rule of the address", filters),
        "/parts/options": _open(
            get("get_options", "What filters offer", [typed, PATH, *filters], schema="Options")
        ),
        "/parts/find": _open(
            get(
                "find",
                "What a question means and names",
                [asked, *language],
                schema="Found",
            )
        ),
    }


def _html(name: str, summary: str, parameters: Parameters) -> dict[str, Any]:
    path = _open(get(f"get_{name}", summary, parameters, schema="Refusal"))
    path["get"]["responses"]["200"]["content"] = {HTML: {"schema": ANY_VALUE}}
    return path


def _open(path: dict[str, Any]) -> dict[str, Any]:
    del path["get"]["responses"]["400"]
    return path
