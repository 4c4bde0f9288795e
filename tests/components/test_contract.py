"""The contract of design §9, over every exhibit that the package holds."""

import io
import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import fastexcel
import plotly.graph_objects as go
import polars as pl
import pytest

from components.card.markup import markup
from components.contract.catalogue import exhibits
from components.contract.delivery import delivered
from components.contract.evaluate import evaluate
from components.contract.requests import card_query, exhibit_query
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.look.theme import INK, TIER_COLORS
from components.rendering.draw import draw
from components.rendering.headline import headline
from components.rendering.legend import without_kinds
from components.rendering.printed import printed_rows
from components.travel.exhibit_files import encoded
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.reference_figures import tables as reference
from data_layer.registry.cache import ResultCache
from data_layer.registry.registry import Registry
from data_layer.registry.settings import Settings
from data_layer.vocabulary.enterprise import Enterprise
from data_layer.vocabulary.field_frames import headers

IDS = sorted(exhibits())
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def workspace(demo_home: Path) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


@pytest.fixture
def result(workspace: Workspace, id: str) -> Result:
    return workspace.run(exhibits()[id], Query())


@pytest.mark.parametrize("id", IDS)
def test_a_filter_is_a_filter_in_every_exhibit(id: str) -> None:
    exhibit = exhibits()[id]
    filtered = "capital=5..&city=320500&patents=50..&tier=provincial&version=0123456789ab"
    given = {param.name: param.default for param in exhibit.params if param.default}
    own = "".join(f"&{key}={quote(value)}" for key, value in exhibit.spelt(given).items())
    for read in (exhibit_query(exhibit, filtered + own), card_query(exhibit, f"?{filtered}{own}")):
        assert read.filters.to_query() == "tier=provincial&city=320500&patents=50..&capital=5.."
        assert read.version == "0123456789ab"
        assert read.params == given


@pytest.mark.parametrize("id", IDS)
def test_declaration(id: str) -> None:
    exhibit = exhibits()[id]
    folder = Path(__file__).parents[2] / "components" / "exhibits" / exhibit.page
    assert (folder / f"{id}.py").is_file()
    assert exhibit.id == id
    known = set(reference.catalogue()) | set(reference.facts()) | set(reference.tables())
    assert exhibit.origin
    assert set(exhibit.origin) <= known
    for words in (exhibit.title, exhibit.reading, *(f.label for f in exhibit.fields)):
        assert words.zh
        assert words.en
        assert not CHINESE.search(words.en)
    for param in exhibit.params:
        assert param.problem(param.default) is None
    assert exhibit.keys or exhibit.fields


@pytest.mark.parametrize("id", IDS)
def test_query_is_total_and_repeats(workspace: Workspace, id: str, result: Result) -> None:
    again = Workspace.open(workspace.settings).run(exhibits()[id], Query())
    assert again.frame.equals(result.frame)
    keys = list(exhibits()[id].keys)
    if keys:
        assert result.frame.select(keys).is_duplicated().sum() == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", [id for id in IDS if exhibits()[id].body is not None])
def test_body_is_built(id: str, result: Result, lang: Any) -> None:
    body = exhibits()[id].body
    assert body is not None
    if not result.frame.is_empty():
        assert markup(body(result.view(lang)))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", IDS)
def test_figure_is_valid_and_holds_the_frame(
    id: str, result: Result, lang: Any, theme: Any
) -> None:
    figure = draw(result, lang, theme)
    go.Figure(figure)
    if result.frame.is_empty() or exhibits()[id].figure is None:
        return
    known = _numbers(delivered(result, "all").frame)
    for trace in figure["data"]:
        if trace.get("meta") == "base":
            continue
        for part in ("x", "y", "z", "r", "values"):
            for value in _flat(trace.get(part)):
                assert any(math.isclose(value, k, abs_tol=1e-9) for k in known), (id, part, value)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("id", IDS)
def test_a_colour_means_one_thing(id: str, result: Result, theme: Any) -> None:
    figure = without_kinds(draw(result, "zh", theme), "zh")
    own = json.dumps(
        {**figure, "layout": {**figure["layout"], "template": {}}}, ensure_ascii=False, default=str
    )
    assert TIER_COLORS[theme]["provincial"] not in own or "省级" in own
    lacking = any(words in own for words in ("缺数据", "未填报", "无数据", "缺失"))
    assert INK[theme].nodata not in own or lacking, "grey means no data alone"
    entries = {
        (name, _sign(trace))
        for trace in figure["data"]
        if (name := trace.get("name"))
        and trace.get("showlegend", figure["layout"].get("showlegend", True))
    }
    signs = [sign for _, sign in entries if sign]
    assert len(signs) == len(set(signs)), "two names of a legend look alike"


def _sign(trace: dict[str, Any]) -> tuple[str, str, str] | None:
    """Colour, symbol and pattern of a trace in the legend, or nothing where its marks differ."""
    mark = trace.get("marker") or trace.get("line") or {}
    color, pattern = mark.get("color"), (mark.get("pattern") or {}).get("shape")
    return (color, str(mark.get("symbol")), str(pattern)) if isinstance(color, str) else None


@pytest.mark.parametrize("id", IDS)
def test_english_is_complete(id: str, result: Result) -> None:
    figure = draw(result, "en", "light")
    texts = _texts({**figure, "layout": {**figure["layout"], "template": {}}})
    texts.append(headline(result, "en"))
    assert not [t for t in texts if CHINESE.search(_without_names(t, result))], id


@pytest.mark.parametrize("id", IDS)
def test_csv_equals_the_frame(id: str, result: Result) -> None:
    body = encoded(result, "en", "csv")
    assert body.startswith(b"\xef\xbb\xbf")
    read = pl.read_csv(io.BytesIO(body), infer_schema=False)
    frame, fields = delivered(result)
    assert read.height == frame.height
    for field in fields:
        column = headers(fields, "en")[field.name]
        assert column in read.columns
        if field.digits is not None:
            numbers = read[column].cast(pl.Float64).to_list()
            assert numbers == pytest.approx(
                frame[field.name].cast(pl.Float64).to_list(), nan_ok=True
            )


@pytest.mark.parametrize("id", IDS)
def test_empty_selection_says_so(workspace: Workspace, id: str) -> None:
    nobody = Filters.from_query("q=没有这样的企业名称zzz")
    empty = workspace.run(exhibits()[id], Query(nobody))
    if empty.filters.values:
        assert empty.frame.is_empty(), "zeros of nobody"
    go.Figure(draw(empty, "zh", "light"))
    assert headline(empty, "zh")
    _downloads_are_whole(empty)


def _downloads_are_whole(result: Result) -> None:
    """Every format has every column, whether or not there is a row."""
    named = list(headers(delivered(result).fields, "en").values())
    for lang in ("zh", "en"):
        table = pl.read_parquet(io.BytesIO(encoded(result, lang, "parquet")))
        assert len(table.columns) == len(named)
        assert encoded(result, lang, "csv").count(b",") >= len(named) - 1
    assert fastexcel.read_excel(encoded(result, "en", "xlsx")).load_sheet("data").width == len(
        named
    )


@pytest.mark.parametrize("id", IDS)
def test_missing_columns_are_named(workspace: Workspace, id: str) -> None:
    full = workspace.registry()
    bare = full.rows.select(
        [
            c if c in ("id", "name") else pl.lit(None, full.rows.collect_schema()[c]).alias(c)
            for c in Enterprise.columns()
        ]
    )
    manifest = replace(full.manifest, version="0" * 12, columns_present=("id", "name"))
    exhibit = exhibits()[id]
    found = evaluate(exhibit, Registry(manifest, bare), Filters(), {}, ResultCache(None))
    assert found.lacking == exhibit.requires
    go.Figure(draw(found, "zh", "light"))
    assert headline(found, "en")
    shown = printed_rows(found, "en", "/")
    printed = found.published is not None and not found.published.is_empty()
    assert (shown is not None) == (printed and bool(found.lacking)), "printed figures stay"
    _downloads_are_whole(found)


@pytest.mark.parametrize("id", IDS)
def test_published_figures_are_in_the_reference(id: str, result: Result) -> None:
    printed = result.published if result.kind != "published" else result.frame
    if printed is None:
        return
    tables = [reference.table(name) for name in _tables(exhibits()[id].origin)]
    facts = [f.value for f in reference.facts().values() if f.value is not None]
    known = {float(v) for t in tables for v in _numbers(t)} | set(facts)
    for field in exhibits()[id].fields:
        if field.digits is None or field.key or field.kind("published") == "derived":
            continue
        for value in printed[field.name].drop_nulls():
            assert any(math.isclose(value, k, abs_tol=0.5 * 10**-field.digits) for k in known)


@pytest.mark.parametrize("id", IDS)
def test_alt_holds_a_figure_of_the_frame(id: str, result: Result) -> None:
    if result.frame.is_empty() or not _numbers(result.frame):
        return
    said = {
        float(n.replace(",", "")) for n in re.findall(r"-?\d[\d,]*\.?\d*", headline(result, "zh"))
    }
    known = {round(n, digits) for n in _numbers(result.frame) for digits in (2, 4)}
    assert said & known, headline(result, "zh")


def _tables(origin: tuple[str, ...]) -> list[str]:
    catalogue = reference.catalogue()
    files = [catalogue[id].file for id in origin if id in catalogue]
    files += [id for id in origin if id in reference.tables()]
    files += [reference.facts()[id].exhibit for id in origin if id in reference.facts()]
    names = [catalogue[f].file if f in catalogue else f for f in files if f]
    return [name for name in dict.fromkeys(names) if name in reference.tables()]


def _numbers(frame: pl.DataFrame) -> list[float]:
    numeric = frame.select(pl.selectors.numeric())
    return [float(v) for c in numeric.columns for v in numeric[c].drop_nulls()]


def _flat(part: Any) -> list[float]:
    if not isinstance(part, list | tuple):
        return []
    flat: list[float] = []
    for value in part:
        if isinstance(value, list | tuple):
            flat += _flat(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            flat.append(float(value))
    return flat


def _without_names(text: str, result: Result) -> str:
    """Names of enterprises, cut or whole, stay as they are in every language (design §5)."""
    names = result.frame["name"].drop_nulls() if "name" in result.frame.columns else []
    for name in names:
        for end in range(len(name), 12, -1):
            text = text.replace(name[:end], "")
    return text


def _texts(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part] if not part.startswith("/") else []
    if isinstance(part, dict):
        return [t for k, v in part.items() if k not in ("font", "family") for t in _texts(v)]
    if isinstance(part, list | tuple):
        return [t for v in part for t in _texts(v)]
    return []
