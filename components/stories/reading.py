"""A story as a page: heading, contents, and for each part its words, its chart, its words."""

import re
from typing import Any, Final

from dash import html

from components.card.card import card
from components.contract.catalogue import exhibits
from components.contract.links import chart_href, chart_link
from components.stories.figures import Asker, Figure, Shown, filled, kind_words
from components.stories.story import Part, Story, stories
from data_layer.vocabulary.text import Lang, Text

SIGNS: Final = {"published": "◆", "derived": "◆", "computed": "■", "demonstration": "■"}
NUMBER: Final = re.compile(r"(?<![\dA-Za-z.,])-?\d[\d,]*(?:\.\d+)?%?(?![\d年])")
"""Years and codes such as C39 are no figures."""
ERRATUM: Final = re.compile(r"\b(x\d{2})\b")
"""The number of an erratum in a text."""
WORDS: Final = {
    "label": Text("读报告", "Read"),
    "index": Text("读报告", "Read the report"),
    "index_lead": Text(
        "报告六章，每章一页：几句话，一张可以操作的图，再几句话。",
        "Six chapters, a page each: a few words, a chart to try, a few words.",
    ),
    "chapter": Text("第{n}章", "Chapter {n}"),
    "contents": Text("本章内容", "In this chapter"),
    "chapters": Text("其他章", "Other chapters"),
    "open": Text("在图谱中打开", "Open in the atlas"),
    "before": Text("上一章", "Previous"),
    "next": Text("下一章", "Next"),
    "legend": Text(
        "◆ 报告原值，■ 按当前企业库计算；指向数字可见来源，点击可见凭据。文字为本图谱所写，"
        "图随筛选变化，文中的数不变。",
        "◆ printed by the report, ■ computed from the registry in use; point at a number for its "
        "source, press it for its receipt. The words are the atlas's own; charts follow filters, "
        "numbers in the text do not.",
    ),
    "print": Text("打印", "Print"),
}


def index(lang: Lang, home: str) -> html.Div:
    """The six chapters, each with its lead."""
    lines = [
        html.Li(
            [
                html.A(story.title(lang), href=f"{home}{story.path}", **{"data-nav": "1"}),
                html.P(story.lead(lang)),
            ]
        )
        for story in stories().values()
    ]
    head = [html.H1(WORDS["index"](lang)), html.P(WORDS["index_lead"](lang), className="lead")]
    return html.Div([*head, html.Ol(lines, className="story-index")], className="story")


def reading(story: Story, search: str, asker: Asker, home: str) -> html.Article:
    """The page of one chapter."""
    lang = asker.lang
    number = WORDS["chapter"](lang).format(n=_numeral(story.number, lang))
    head = html.Header(
        [
            html.P(number, className="kicker"),
            html.H1(story.title(lang)),
            html.P(_words(story.lead(lang), asker), className="lead"),
            html.P(WORDS["legend"](lang), className="legend"),
            _contents(story, lang),
        ]
    )
    parts = [_part(part, search, asker, home=home) for part in story.parts]
    return html.Article([head, *parts, _around(story, lang, home)], className="story")


def _numeral(number: int, lang: Lang) -> str:
    return "一二三四五六"[number - 1] if lang == "zh" else str(number)


def _contents(story: Story, lang: Lang) -> html.Nav:
    links = [html.Li(html.A(part.heading(lang), href=f"#{part.id}")) for part in story.parts]
    return html.Nav(html.Ol(links), **{"aria-label": WORDS["contents"](lang)})


def _part(part: Part, search: str, asker: Asker, home: str) -> html.Section:
    lang, exhibit = asker.lang, exhibits()[part.exhibit]
    path, _, anchor = chart_href(part.exhibit, home).partition("#")
    link = html.A(
        f"{WORDS['open'](lang)} →",
        href=f"{path}?{part.query}#{anchor}" if part.query else f"{path}#{anchor}",
        className="to-chart opens",
        **{"data-adds": part.query, "aria-label": f"{WORDS['open'](lang)}: {exhibit.title(lang)}"},
    )
    return html.Section(
        [
            html.H2(part.heading(lang), id=f"heading-{part.id}"),
            *_paragraphs(part.before(lang), asker),
            card(exhibit, lang, search, own=part.query),
            html.P(link, className="opens-line"),
            *_paragraphs(part.after(lang), asker),
        ],
        id=part.id,
        className="story-part",
        **{"aria-labelledby": f"heading-{part.id}"},
    )


def _paragraphs(text: str, asker: Asker) -> list[html.P]:
    return [html.P(_words(paragraph, asker)) for paragraph in text.strip().split("\n\n")]


def _words(text: str, asker: Asker) -> list[Any]:
    """Words with their numbers, each with the sign of its kind and its source; errata are links."""
    parts: list[Any] = []
    for part in filled(text, asker):
        parts += _linked(part, asker) if isinstance(part, str) else [_figure(part, asker.lang)]
    return parts


def _linked(plain: str, asker: Asker) -> list[Any]:
    home = asker.workspace.settings.prefix
    parts = ERRATUM.split(plain)
    return [
        chart_link("errata", home, words) if at % 2 else words
        for at, words in enumerate(parts)
        if words
    ]


def _figure(figure: Figure, lang: Lang) -> html.Span:
    kind = kind_words(figure.kind, lang)
    sign = html.Span(SIGNS[figure.kind], className="sign", **{"aria-hidden": "true"})
    kind_in_words = html.Span(Text(f"{kind}：", f"{kind}: ")(lang), className="visually-hidden")
    asking: dict[str, Any] = {} if figure.shown is None else _asking(figure.shown)
    return html.Span(
        [kind_in_words, *_numbers(figure), sign],
        className=f"figure {figure.kind}",
        title=f"{kind} · {figure.source}",
        **asking,
    )


def _numbers(figure: Figure) -> list[Any]:
    """The words, with each number as one that tells where it comes from (assets/src/receipt.js)."""
    if figure.shown is None:
        return [figure.words]
    parts: list[Any] = []
    at = 0
    for number in NUMBER.finditer(figure.words):
        button: dict[str, Any] = {"role": "button", "tabIndex": 0, "data-number": number[0]}
        parts += [figure.words[at : number.start()], html.Span(number[0], **button)]
        at = number.end()
    return [*parts, figure.words[at:]]


def _asking(figure: Shown) -> dict[str, str]:
    """What a receipt of its numbers is asked of."""
    data = {"receipt": figure.exhibit, "query": figure.query, "beside": figure.beside}
    data |= {"column": figure.column, "source": figure.source}
    return {f"data-{name}": value for name, value in data.items()}


def _around(story: Story, lang: Lang, home: str) -> html.Nav:
    """The chapters before and after."""
    order = list(stories().values())
    at = order.index(story)
    links = [
        html.A(
            [html.Small(WORDS[word](lang)), other.title(lang)],
            href=f"{home}{other.path}",
            className=word,
            **{"data-nav": "1"},
        )
        for word, other in (
            ("before", order[at - 1] if at else None),
            ("next", order[at + 1] if at + 1 < len(order) else None),
        )
        if other is not None
    ]
    return html.Nav(links, className="around", **{"aria-label": WORDS["chapters"](lang)})
