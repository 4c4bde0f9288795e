"""What lets the quadrant answer while a threshold is dragged: the pairs of a selection, sent once.

The browser fetches the pairs of the filtered selection when the chart is drawn and counts the four
cells itself (assets/src/quadrant.js); thresholds go back to the address when they are let go.
"""

import gzip
import hashlib
import struct

import dash
import polars as pl
from dash import html
from flask import Response, request

from components.contract.requests import problems_of, refused
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.problems import FilterError
from data_layer.filters.query import parse_query
from data_layer.registry.registry import Registry
from data_layer.topics.quadrant.cells import MOST, unreported
from data_layer.topics.quadrant.joint import pairs
from data_layer.vocabulary.text import Lang, Text

PATH = "quadrant/pairs"
GZIP_LEVEL = 5
WORDS = {
    "title": Text("四象限占比", "Shares of the quadrants"),
    "reading": Text(
        "拖动阈值时逐帧重算，与导出的数字逐家一致；橙色为报告原值。",
        "Recounted at every move, to the enterprise the same as the exports; orange is published.",
    ),
    "presets": Text("阈值预设", "Presets"),
    "report": Text("报告阈值", "Report thresholds"),
    "fitted": Text("按报告占比反推", "Fitted to the report's shares"),
}


def panel(lang: Lang) -> html.Section:
    """Where the browser shows the four shares, beside the published ones, and the presets."""
    presets = [
        html.Button(
            [WORDS[name](lang), html.Small(className="values")],
            className="out",
            **{"data-quadrant-preset": name, "aria-pressed": "false"},
        )
        for name in ("report", "fitted")
    ]
    return html.Section(
        [
            html.H2(WORDS["title"](lang), id="title-quadrant-panel"),
            html.P(WORDS["reading"](lang), className="reading"),
            html.Div(
                presets, className="presets", role="group", **{"aria-label": WORDS["presets"](lang)}
            ),
            html.Div(id="quadrant-panel", className="quadrant-cells"),
        ],
        className="exhibit w-third quadrant-panel",
        **{"aria-labelledby": "title-quadrant-panel"},
    )


def packed(paired: pl.DataFrame, unknown: int) -> bytes:
    """Pairs as the browser reads them, little-endian.

    Two uint32: how many pairs, how many enterprises with a number unknown; then the counts as
    uint32, the insured and the patents as uint16. Numbers above MOST, which no threshold can tell
    apart, are MOST + 1.
    """
    top = MOST + 1
    capped = paired.with_columns(pl.col("insured", "patents").clip(upper_bound=top))
    parts = [("n", "<u4"), ("insured", "<u2"), ("patents", "<u2")]
    columns = [capped[name].to_numpy().astype(kind).tobytes() for name, kind in parts]
    return b"".join([struct.pack("<II", paired.height, unknown), *columns])


def selection(registry: Registry, filters: Filters) -> bytes:
    """The packed pairs of the enterprises that pass, gzipped."""
    rows = registry.counted
    passed = filters.apply(rows)
    body = packed(pairs(passed), unreported(passed))
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _sent(body: bytes) -> Response:
    headers = {"Content-Encoding": "gzip"}
    return Response(body, mimetype="application/octet-stream", headers=headers)


def register(app: dash.Dash, workspace: Workspace) -> None:
    """The address that gives the pairs, and the script that runs when the chart is drawn."""

    @app.server.get(f"{workspace.settings.prefix}{PATH}")
    def quadrant_pairs() -> Response:
        search = request.query_string.decode("utf-8", "replace")
        lang = parse_query(search).lang
        try:
            query = parse_query(search).strict()
            registry = workspace.registry(query.version)
        except FilterError as error:
            return refused(400, problems_of(error, lang))
        state = f"{registry.version}|{workspace.scope}?{query.filters.to_query()}"
        tag = hashlib.blake2b(state.encode(), digest_size=16).hexdigest()
        unchanged = request.if_none_match.contains_weak(tag)
        response = Response(status=304) if unchanged else _sent(selection(registry, query.filters))
        response.headers["Cache-Control"] = "no-cache"
        response.set_etag(tag)
        return response
