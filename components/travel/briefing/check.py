"""Whether a briefing is stale: a deck, a picture, or the address of a view, number by number."""

from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import unescape

from components.contract.catalogue import exhibits
from components.contract.cells import readings
from components.contract.receipt_code import CodeError, decode
from components.contract.requests import card_query, exhibit_query
from components.contract.versus import without
from components.contract.workspace import Workspace
from components.look.amounts import number
from components.receipts.compare import Number, View, compare
from components.receipts.manifest import Manifest, found_in, manifest_of
from components.receipts.pdf import found_in_pdf, is_pdf
from components.receipts.verify import verify
from components.receipts.words import value_of
from components.travel.briefing.items import Briefing, Item
from components.travel.briefing.tags import DeckError, Slide, numbers_in, slides_of
from data_layer.files.limit import Limit
from data_layer.filters.problems import FilterError
from data_layer.vocabulary.text import Lang, Text

ZIP = b"PK\x03\x04"
MOST_FOREIGN = 40
"""Numbers of others that are listed of one slide."""
WORDS = {
    "slide": Text("第{n}页", "Slide {n}"),
    "picture": Text("图片", "Picture"),
    "page": Text("打印页", "Printed page"),
    "address": Text("地址", "Address"),
    "code": Text("核验码", "Code"),
    "nothing": Text(
        "没有本图谱的数据标记：不是本图谱制作的，或标记已被其他软件去掉",
        "carries nothing of this atlas: not made by it, or another program has dropped it",
    ),
    "live": Text(
        "这个地址没有固定数据版本，打开时总是当前的数",
        "this address is not pinned to a data version: it always shows today's numbers",
    ),
    "no_view": Text("这个地址不是图谱的视图", "this address is no view of the atlas"),
}


@dataclass(frozen=True)
class Part:
    """A slide, picture or address: what it is called, its views, the numbers of others on it, and
    what else is to be said."""

    name: str
    views: tuple[View, ...] = ()
    foreign: tuple[Number, ...] = ()
    note: str = ""

    @property
    def stale(self) -> bool:
        """Whether any of its views is."""
        return any(view.stale for view in self.views)


def check_file(
    workspace: Workspace, raw: bytes, lang: Lang, limit: Limit | None = None
) -> list[Part]:
    """The parts of a file: slides of a deck, or one picture; DeckError for a broken deck, LateError
    beyond the limit."""
    if is_deck(raw):
        slides = [slide for slide in slides_of(raw) if not slide.cover]
        return [_slide(workspace, slide, lang) for slide in (limit or Limit()).each(slides)]
    printed = is_pdf(raw)
    manifests = found_in_pdf(raw) if printed else found_in(raw)
    views = tuple(compare(workspace, manifest, lang) for manifest in manifests)
    note = "" if views else WORDS["nothing"](lang)
    return [Part(WORDS["page" if printed else "picture"](lang), views, note=note)]


def _slide(workspace: Workspace, slide: Slide, lang: Lang) -> Part:
    name = WORDS["slide"](lang).format(n=slide.place)
    views = tuple(compare(workspace, manifest, lang) for manifest in slide.manifests)
    ours = {reading for manifest in slide.manifests for reading in manifest.readings}
    for view in views:
        ours |= _readings(view.manifest, lang)
    foreign = [
        text
        for text in numbers_in(slide.texts)
        if not {text, text.lstrip("-"), text.replace(",", "")} & ours
    ]
    listed = tuple(Number("", "not_ours", text) for text in dict.fromkeys(foreign))[:MOST_FOREIGN]
    return Part(name, views, listed, note="" if views else WORDS["nothing"](lang))


def _readings(manifest: Manifest, lang: Lang) -> set[str]:
    """How the numbers that a slide carries may be written on it."""
    exhibit = exhibits().get(manifest.exhibit)
    fields = {f.name: f for f in exhibit.fields} if exhibit else {}
    texts: set[str] = set()
    for _, _, column, value in manifest.values:
        plain = readings(value, fields[column], lang) if column in fields else set()
        texts |= plain | {number(float(text)) for text in plain if text}
    return texts


def check_address(workspace: Workspace, text: str, lang: Lang) -> Part:
    """A view's address, or that of a code: a pinned view is held against today's."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # half an IPv6 address, signs that become others
        return Part(WORDS["address"](lang), note=WORDS["no_view"](lang))
    path = parts.path.rstrip("/")
    if "/verify/" in path or (not parts.path.startswith("/") and not parts.scheme):
        return _code(workspace, unquote(path.rsplit("/", 1)[-1]), lang)
    id = parts.fragment.removeprefix("exhibit-") or path.rsplit("/", 1)[-1]
    exhibit = exhibits().get(id)
    if exhibit is None:
        return Part(WORDS["address"](lang), note=WORDS["no_view"](lang))
    query = card_query(exhibit, parts.query)
    if query.version is None:
        return Part(WORDS["address"](lang), note=WORDS["live"](lang))
    then = manifest_of(workspace.run(exhibit, query), lang)
    return Part(WORDS["address"](lang), (compare(workspace, then, lang),))


def _code(workspace: Workspace, code: str, lang: Lang) -> Part:
    try:
        claim = decode(code)
    except CodeError as error:
        return Part(WORDS["code"](lang), note=error.message(lang))
    verdict = verify(workspace, claim)
    states = {"same": "unchanged", "not_ours": "not_ours", "gone": "gone"}
    state = states.get(verdict.status, "changed")
    if verdict.status == "unlike":
        state = "unseen" if verdict.now is None else "seen"
    if verdict.reason == "rule":
        state = "rule"
    was, now = (value_of(claim, value, lang) for value in (claim.value, verdict.now))
    one = Number(claim.column, state, was, now=now)  # ty: ignore[invalid-argument-type]
    carried = Manifest(
        claim.exhibit, claim.query, claim.version, lang=lang, code=code, n=claim.n, values=()
    )
    exhibit = exhibits().get(claim.exhibit)
    title = exhibit.title(lang) if exhibit else claim.exhibit
    return Part(
        WORDS["code"](lang), (View(carried, title, (one,), new=0, version=verdict.version),)
    )


def again(parts: list[Part]) -> tuple[Briefing, list[View]]:
    """The briefing that makes the same views of today's data, and what became of the old numbers.

    FilterError if none of the parts carries a view of this atlas.
    """
    views = [view for part in parts for view in part.views if view.manifest.exhibit in exhibits()]
    items, again = [], []
    for view in views:
        manifest = view.manifest
        exhibit = exhibits()[manifest.exhibit]
        try:
            query = exhibit_query(exhibit, manifest.query)
        except FilterError:
            continue
        if not view.version:  # of two versions the other is gone: today's has its own
            query = without(query)
        items.append(
            Item(exhibit, replace(query, version=None), manifest.title, comment=manifest.comment)
        )
        again.append(view)
    if not items:
        raise DeckError
    return Briefing(tuple(items)), again


def title_of(raw: bytes) -> str:
    """What the cover of a deck says, the presenter's own words; empty where there is none."""
    covers = [it for it in slides_of(raw) if it.cover and it.place == 1] if is_deck(raw) else []
    return unescape(covers[0].texts[0]) if covers and covers[0].texts else ""


def is_deck(raw: bytes) -> bool:
    """Whether a file begins as one of PowerPoint does."""
    return raw.startswith(ZIP)


def language(parts: list[Part], otherwise: Lang) -> Lang:
    """The language that the views were made in."""
    return next((v.manifest.lang for p in parts for v in p.views), otherwise)
