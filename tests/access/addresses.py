"""What may be asked of every address that there is, found by walking the routes.

A route, page, part or callback that stands in none of the tables here fails the test that walks
them (test_row_rules.py): whoever adds one says what it may be asked, and the property test then
holds it against a registry without the hidden rows.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import orjson
from hypothesis import strategies as st

from components.contract.catalogue import exhibits
from data_layer.vocabulary.places import cities, province_names

NOTHING_OF_ROWS: Final[Mapping[str, str]] = {
    "/static/<path:filename>": "files of the program",
    "/assets/<path:filename>": "files of the program",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": "files of Dash",
    "/_dash-layout": "the empty page",
    "/_dash-dependencies": "names of callbacks",
    "/_reload-hash": "Dash's own, for developers",
    "/_favicon.ico": "a picture",
    "/healthz": "the id of the version in use",
    "/readyz": "what the machine lacks",
    "/api/v1/openapi.json": "what may be asked",
    "/sign/<id>": "a token that says when it was made: test_a_frame_shows_the_rows_of_its_signer",
}
"""Addresses that tell nothing of a registry, and what they tell."""

ASKED: Final[Mapping[str, Sequence[str]]] = {
    "/": ["/"],
    "/<path:path>": ["{page}", "/nothing"],
    "/quadrant/pairs": ["/quadrant/pairs"],
    "/api/v1/exhibits": ["/api/v1/exhibits"],
    "/api/v1/exhibits/<id>": ["/api/v1/exhibits/{exhibit}"],
    "/api/v1/facets": ["/api/v1/facets"],
    "/api/v1/enterprises": ["/api/v1/enterprises", "/api/v1/enterprises?cursor={cursor}"],
    "/api/v1/verify/<code>": ["/api/v1/verify/{code}"],
    "/api/v1/<path:rest>": ["/api/v1/nothing"],
    "/briefing.pptx": ["/briefing.pptx?items={items}"],
    "/manifests/<id>": ["/manifests/{exhibit}", "/manifests/{exhibit}?path={page}"],
    "/receipts/<id>": [
        "/receipts/{exhibit}?number={number}",
        "/receipts/{exhibit}?number={number}&words={words}",
    ],
    "/cards/<id>": [
        "/cards/{exhibit}",
        "/cards/{exhibit}?table=1",
        "/cards/{exhibit}?path={page}",
    ],
    "/export/<name>.<format>": [
        "/export/{exhibit}.{file}",
        "/export/enterprises.csv",
        "/export/enterprises.parquet",
    ],
    "/export/<path:rest>": ["/export/nothing/at/all"],
    "/export/<name>.png": ["/export/{exhibit}.png"],
    "/export/<name>.svg": ["/export/{exhibit}.svg"],
    "/export/<name>.pdf": ["/export/{exhibit}.pdf"],
    "/export/moves.csv": ["/export/moves.csv", "/export/moves.csv?versions.a={version}"],
    "/export/version_changes.csv": ["/export/version_changes.csv"],
    "/feeds/changes.atom": ["/feeds/changes.atom"],
    "/parts/<name>": [
        "/parts/status?path={page}",
        "/parts/crumbs?path={page}",
        "/parts/options",
        "/parts/options?typed=C3",
        "/parts/subject?subject.about={about}",
        "/parts/changes",
        "/parts/changes?versions.b={version}",
        "/parts/rule",
        "/parts/find",
        "/parts/find?q={words}",
    ],
    "/import/home": ["/import/home"],
    "/import/versions": ["/import/versions"],
    "/import/<id>/resume": ["/import/0/resume"],
    "/import/<id>/progress": ["/import/0/progress"],
    "/import/<id>/rejects.csv": ["/import/0/rejects.csv"],
    "/import/<id>/questions.csv": ["/import/0/questions.csv"],
    "/import/<id>/mapping.toml": ["/import/0/mapping.toml"],
    "/import/version/<version>/<name>.csv": ["/import/version/{version}/rejects.csv"],
    "/metrics": ["/metrics"],
}
"""Addresses by their route."""

POSTED: Final[Mapping[str, Sequence[str]]] = {
    "/briefing.pptx": ["/briefing.pptx"],
    "/briefing/check": ["/briefing/check", "/briefing/check?address={pinned}"],
    "/briefing/refresh": ["/briefing/refresh", "/briefing/refresh?address={pinned}"],
    "/_dash-update-component": ["/_dash-update-component"],
    "/import/upload": ["/import/upload"],
    "/import/again": ["/import/again"],
    **{
        f"/import/<id>/{step}": [f"/import/0/{step}"]
        for step in ("correct", "start", "cancel", "recheck", "discard", "mapping")
    },
    "/import/<id>/kind/<kind>": ["/import/0/kind/list"],
    "/import/<id>/use/<version>": ["/import/0/use/{version}"],
    **{
        f"/import/version/<version>/{step}": [f"/import/version/{{version}}/{step}"]
        for step in ("use", "label", "remove")
    },
}
"""Addresses that take a body."""

PAGES: Final[Mapping[str, Sequence[str]]] = {
    "/enterprise/<id>": ["/enterprise/{id}"],
    "/place/<code>": ["/place/420000", "/place/320500"],
    "/industry/<code>": ["/industry/C39", "/industry/C3985"],
    "/verify/<code>": ["/verify/{code}"],
}
"""Addresses of pages whose path says of what they are; the others are their own."""

PARTS: Final = ("status", "crumbs", "options", "subject", "changes", "rule", "find")
"""What `/parts/<name>` is asked for above."""

FILTERS: Final[Mapping[str, Sequence[str]]] = {
    "tier": ["national", "provincial", "national,provincial"],
    "province": ["420000", "320000", "420000,320000", "540000"],
    "city": ["420100", "320500"],
    "cluster": ["yrd", "prd"],
    "industry": ["C39", "C", "C35,C34", "C3985"],
    "honour": ["tech_centre", "high_tech"],
    "listed": ["1", "0"],
    "patents": ["50..", "..20"],
    "insured": ["..50", "300.."],
    "sector": ["software"],
    "frontier": ["new_energy"],
    "grants": ["5.."],
    "capital": ["1000.."],
    "copyrights": ["..3"],
    "rd": ["5.."],
    "founded": ["2010..2015"],
    "valid": ["2026-01-01..2027-12-31", "..2025"],
    "asof": ["2023"],
    "recognised": ["2021..2024"],
    "batch": ["3..5"],
    "where": ["standards:1..", "rd_ratio:missing"],
    "q": ["精密", "演示企业", "科技", "0"],
    "compare.a": ["province:420000", "industry:C39", "enterprise:{id}"],
    "version": ["0" * 12, "{version}"],
    "nonsense": ["1"],
}


def filled(templates: Sequence[str], facts: Mapping[str, Sequence[str]]) -> Any:
    """Addresses of templates, a strategy. facts: what `{name}` may be replaced by."""
    return st.sampled_from(templates).flatmap(lambda it: _filled(it, facts))


def _filled(template: str, facts: Mapping[str, Sequence[str]]) -> st.SearchStrategy[str]:
    name = next((it for it in facts if f"{{{it}}}" in template), None)
    if name is None:
        return st.just(template)
    return st.sampled_from(facts[name]).flatmap(
        lambda value: _filled(template.replace(f"{{{name}}}", value), facts)
    )


def facts_of(
    ids: Sequence[str], names: Sequence[str], versions: Sequence[str]
) -> dict[str, list[str]]:
    """What addresses may be of. ids, names: enterprises, visible ones and hidden ones."""
    known = sorted(exhibits())
    pages = [path for paths in PAGES.values() for path in paths if "{code}" not in path]
    pages = [path.replace("{id}", id) for path in pages for id in (ids if "{id}" in path else [""])]
    return {
        "exhibit": known,
        "file": ["csv", "json", "parquet", "xlsx"],
        "items": [quote(orjson.dumps([{"exhibit": id}])) for id in known],
        "number": [*map(str, range(1, 40)), "湖北"],
        "words": [quote(it) for it in (*names, "演示企业00", "湖北", "电子", "Suzhou")],
        "about": [f"enterprise:{id}" for id in ids]
        + [f"province:{it}" for it in province_names()]
        + [f"city:{it}" for it in list(cities())[:9]]
        + ["industry:C39", "industry:C3985", "industry:C35"],
        "page": [*pages, "/", "/regions"],
        "pinned": [
            quote(f"/regions?version={version}#exhibit-{id}")
            for version in versions
            for id in known
        ],
        "id": list(ids),
        "version": list(versions),
        "cursor": [_cursor(version, at) for version in versions for at in (0, 9, 2_990)],
    }


def _cursor(version: str, at: int) -> str:
    """Where a list goes on, as the API gives it to somebody who sees all rows."""
    return base64.urlsafe_b64encode(f"{version}:{at}".encode()).decode().rstrip("=")
