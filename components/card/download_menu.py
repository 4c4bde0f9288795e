"""The download menu of a card: its data, its address for scripts, its picture.

Pictures are made by assets/src/picture.js in the reader's browser, a PDF by the server.
"""

from functools import cache
from html import escape

import orjson

from components.contract.file_name import file_stem
from components.contract.result import Result
from components.contract.workspace import Workspace
from components.rendering.caption import caption, for_script, headed
from components.travel.pictures import SIZES, Size
from data_layer.filters.query import Query
from data_layer.vocabulary.text import Lang, Text

DATA = {
    "csv": Text("与图一致，Excel 可开", "as charted, opens in Excel"),
    "xlsx": Text("含来源页", "with a sheet of sources"),
    "parquet": Text("列式，供程序", "columnar, for programs"),
    "json": Text("含说明", "with its metadata"),
}
PICTURES = {
    "png": Text("含标题、来源、日期", "with title, source, date"),
    "svg": Text("矢量，可编辑", "vectors, to be edited"),
    "pdf": Text("供打印", "for print"),
}
WORDS = {
    "data": Text("数据", "Data"),
    "api": Text("接口地址", "API address"),
    "script": Text("供脚本读取", "for scripts"),
    "picture": Text("图片", "Picture"),
    "size": Text("图片尺寸", "Size of the picture"),
}


def download_menu(workspace: Workspace, result: Result, query: Query) -> str:
    """HTML of the menu's items, in groups."""
    id, lang = result.exhibit.id, query.lang
    spelt = result.exhibit.spelt(query.params)
    own = Query(result.filters, lang, "light", version=query.version, params=spelt).to_query()
    drawn = Query(result.filters, lang, query.theme, version=query.version, params=spelt).to_query()
    stem = file_stem(id, result.filters, result.kind, day=result.day, lang=lang)
    home, asked = workspace.settings.prefix, f"?{own}" if own else ""
    pictures = _pictures(result, query, stem, drawn=drawn, home=home)
    if result.exhibit.lists_enterprises and "export_rows" not in workspace.who().rights:
        return pictures
    files = _files(lang).format(
        export=f"{home}export/{id}",
        api=f"{home}api/v1/exhibits/{id}",
        asked=escape(asked),
        id=id,
        stem=escape(stem),
    )
    return files + pictures


@cache
def _files(lang: Lang) -> str:
    """The group of data, with places for addresses and the name of the file."""
    item = '<a role="menuitem" tabindex="-1" href='
    files = [
        f'{item}"{{export}}.{kind}{{asked}}" data-export="{{id}}.{kind}"'
        f' download="{{stem}}.{kind}">{_words(kind.upper(), says(lang))}</a>'
        for kind, says in DATA.items()
    ]
    api = _words(WORDS["api"](lang), WORDS["script"](lang))
    files.append(f'{item}"{{api}}{{asked}}" target="_blank" data-api>{api}</a>')
    return _group(WORDS["data"](lang), files)


def _pictures(result: Result, query: Query, stem: str, drawn: str, home: str) -> str:
    """Sizes, of which one is chosen, and the three forms."""
    lang = query.lang
    words = for_script(headed(caption(result, lang)), query.theme)
    described = escape(orjson.dumps(words).decode())
    pdf = f"{home}export/{result.exhibit.id}.pdf" + (f"?{drawn}" if drawn else "")
    pixels = f' data-pixels="{_pixels(next(iter(SIZES.values())))}"'
    forms = _forms(lang).format(pdf=escape(pdf), stem=escape(stem))
    return (
        f'<div role="none" class="pictures" data-caption="{described}"'
        f' data-stem="{escape(stem)}"{pixels}>{_sizes(lang)}{forms}</div>'
    )


@cache
def _sizes(lang: Lang) -> str:
    """The group of sizes, the first of them chosen."""
    sizes = [
        f'<button type="button" role="menuitemradio" aria-checked="{str(at == 0).lower()}"'
        f' tabindex="-1" data-size="{name}" data-pixels="{_pixels(size)}">'
        f"{escape(size.label(lang))}</button>"
        for at, (name, size) in enumerate(SIZES.items())
    ]
    return _group(WORDS["size"](lang), sizes, "sizes")


@cache
def _forms(lang: Lang) -> str:
    """The group of forms, with places for the address of the PDF and the name of its file."""
    made = [
        f'<button type="button" role="menuitem" tabindex="-1" data-picture="{kind}">'
        f"{_words(kind.upper(), PICTURES[kind](lang))}</button>"
        for kind in ("png", "svg")
    ]
    pdf = f"PDF<small>{escape(PICTURES['pdf'](lang))}</small>"
    made.append(
        '<a role="menuitem" tabindex="-1" href="{pdf}" data-pdf download="{stem}.pdf">'
        f"{pdf}</a>"
    )
    return _group(WORDS["picture"](lang), made)


def _pixels(size: Size) -> str:
    return f"{size.width}x{size.height}x{size.scale:.6g}"


def _group(label: str, items: list[str], style: str = "") -> str:
    look = f' class="{style}"' if style else ""
    return (
        f'<div role="group" aria-label="{escape(label)}"{look}>'
        f'<span class="head" aria-hidden="true">{escape(label)}</span>{"".join(items)}</div>'
    )


def _words(name: str, says: str) -> str:
    return f"{escape(name)}<small>{escape(says)}</small>"
