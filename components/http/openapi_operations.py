"""One operation and one parameter of the OpenAPI document."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from components.http.openapi_schemas import TEXT

JSON: Final = "application/json"
ANY_VALUE: Final[Mapping[str, Any]] = {}


def get(
    id: str,
    summary: str,
    parameters: Sequence[Mapping[str, Any]],
    schema: str,
    forms: Sequence[str] = (),
) -> dict[str, Any]:
    """A GET that answers with a schema, or in other forms, and refuses what it cannot read."""
    content: dict[str, Any] = {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    content |= {form: {"schema": ANY_VALUE} for form in forms}
    responses: dict[str, Any] = {
        "200": {"description": "As asked; the ETag changes with the data", "content": content}
    }
    if parameters:
        refusal = {"schema": {"$ref": "#/components/schemas/Refusal"}}
        responses["304"] = {"description": "If-None-Match named the ETag of this answer"}
        responses["400"] = {
            "description": "A key or value that cannot be answered, and what is allowed",
            "content": {JSON: refusal},
        }
    return {
        "get": {
            "operationId": id,
            "summary": summary,
            "parameters": parameters,
            "responses": responses,
        }
    }


def parameter(
    name: str, words: str, schema: Mapping[str, Any] = TEXT, *, place: str = "query"
) -> dict[str, Any]:
    """A parameter of an address."""
    required = place == "path"
    return {
        "name": name,
        "in": place,
        "description": words,
        "required": required,
        "schema": schema,
    }
