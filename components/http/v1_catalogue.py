"""Exhibits as the catalogue of /api/v1 lists them."""

from typing import Any

from components.contract.catalogue import errata_of
from components.contract.exhibit import Exhibit, Param
from components.travel.downloads import FORMATS
from data_layer.files.tabular import described
from data_layer.vocabulary.fields import KIND


def entry(exhibit: Exhibit) -> dict[str, Any]:
    """An exhibit as the catalogue lists it."""
    return {
        "id": exhibit.id,
        "title": exhibit.title._asdict(),
        "reading": exhibit.reading._asdict(),
        "page": exhibit.page,
        "origin": list(exhibit.origin),
        "basis": exhibit.basis,
        "params": [_param(exhibit.query_key(param), param) for param in exhibit.params],
        "columns": described((*exhibit.fields, KIND), "en"),
        "formats": list(FORMATS),
        "errata": [erratum.id for erratum in errata_of(exhibit.id)],
    }


def _param(key: str, param: Param) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "name": key,
        "label": param.label._asdict(),
        "default": param.default,
    }
    if param.options:
        schema["options"] = {id: label._asdict() for id, label in param.options.items()}
    else:
        schema |= {"low": param.low, "high": param.high, "step": param.step}
    return schema | ({"pattern": param.pattern} if param.pattern else {})
