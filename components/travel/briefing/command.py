"""python app.py briefing FILE -o OUT: the deck of a TOML file, without a browser open."""

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from components.contract.workspace import NoRegistryError, Workspace
from components.receipts.compare import STALE
from components.travel.briefing.check import Part, check_file
from components.travel.briefing.deck import build
from components.travel.briefing.items import Briefing, as_text, read_items
from components.travel.briefing.tags import DeckError
from components.travel.chromium import Studio
from data_layer.filters.problems import FilterError, Problem
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang, Text, same

WROTE = Text("已写入 {out}：{n} 个视图", "wrote {out}: {n} views")
BROKEN = Text("不是可读取的 TOML 文件：", "not a readable TOML file: ")
UNREACHED = Text("读写失败：", "cannot read or write: ")
UNREADY = Text("没有企业库：", "no registry: ")
USAGE = Text(
    "用法：briefing FILE.toml -o OUT.pptx，或 briefing check FILE.pptx …",
    "usage: briefing FILE.toml -o OUT.pptx, or briefing check FILE.pptx ...",
)
NO_DECK = Text("不是可读取的幻灯片或图片：", "no deck or picture that can be read: ")
UNCHANGED = Text(
    "{same} 未变，{other} 已变，新增 {new} 行", "{same} unchanged, {other} changed, {new} new rows"
)
NONE_OF_OURS = Text(
    "没有可核对的内容：没有一页（或图片）带有本图谱的数据标记",
    "nothing to check: no slide or picture in it carries numbers of this atlas",
)
FOREIGN = Text("不是本图谱的数：", "not ours: ")
KEYS = ("title", "lang", "url", "items")


CHECK = "check"
"""In place of a file: the files after it are looked at, and nothing is written."""


def brief(files: Sequence[Path], out: Path | None, settings: Settings, lang: Lang) -> int:
    """Write the deck of a file, or check decks and pictures (`check` first); the exit code."""
    if str(files[0]) == CHECK and out is None:
        return check(files[1:], settings, lang)
    if out is None or len(files) != 1:
        print(USAGE.zh, USAGE.en, sep="\n", file=sys.stderr)
        return 2
    return write(files[0], out, settings)


def check(files: Sequence[Path], settings: Settings, lang: Lang) -> int:
    """Say of each number whether it still is so; 1 if any file is stale or cannot be read."""
    if not files:
        print(USAGE.zh, USAGE.en, sep="\n", file=sys.stderr)
        return 2
    workspace, stale = Workspace.open(settings), False
    try:
        for file in files:
            parts = check_file(workspace, file.read_bytes(), lang)
            stale = any([stale, *(part.stale for part in parts)])
            print(*report(str(file), parts, lang), sep="\n")
    except DeckError:
        return _refuse(NO_DECK, str(file))
    except OSError as error:
        return _refuse(UNREACHED, str(error))
    except NoRegistryError as error:
        return _refuse(UNREADY, str(error))
    return int(stale)


def report(file: str, parts: Sequence[Part], lang: Lang) -> list[str]:
    """A line a view, with a line below it for each number that is another now."""
    if not any(part.views for part in parts):
        return [f"{file} · {NONE_OF_OURS(lang)}"]
    lines = []
    for part in parts:
        if part.note:
            lines.append(f"{file} · {part.name} · {part.note}")
        for view in part.views:
            counts = UNCHANGED(lang).format(
                same=view.count("unchanged"), other=view.count(*STALE), new=view.new
            )
            lines.append(f"{file} · {part.name} · {view.title} · {counts}")
            lines += [
                f"    {moved.where}: {moved.change(lang)}"
                for moved in view.numbers
                if moved.state in STALE
            ]
        if part.foreign:
            foreign = ", ".join(moved.was for moved in part.foreign)
            lines.append(f"    {FOREIGN(lang)}{foreign}")
    return lines


def write(source: Path, out: Path, settings: Settings) -> int:
    """Write the deck and say so; exit code 0, or 1 with what is wrong on stderr."""
    try:
        views = write_deck(source, out, settings)
    except FilterError as error:
        problems = [f"{p.message('zh')} · {p.message('en')}" for p in error.problems]
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return _refuse(BROKEN, f"{source}: {error}")
    except OSError as error:
        return _refuse(UNREACHED, str(error))
    except NoRegistryError as error:
        return _refuse(UNREADY, str(error))
    print(" · ".join(WROTE(lang).format(out=out, n=views) for lang in ("zh", "en")))
    return 0


def _refuse(words: Text, detail: str) -> int:
    print(*(f"{words(lang)}{detail}" for lang in ("zh", "en")), sep="\n", file=sys.stderr)
    return 1


def write_deck(source: Path, out: Path, settings: Settings) -> int:
    """Write the deck that a TOML file describes; answers how many views it has.

    The file: `title` (cover), `lang` (zh, en), `url` (where the atlas is served, for the links in
    the notes) and `[[items]]` with `exhibit`, `query`, `title`, `comment`. FilterError names what
    is wrong in it; OSError, UnicodeDecodeError and tomllib.TOMLDecodeError if it cannot be read.
    """
    parsed = tomllib.loads(source.read_text(encoding="utf-8"))
    briefing, lang, url = read_file(parsed)
    studio = Studio()
    try:
        deck = build(briefing, Workspace.open(settings), studio, lang=lang, home=url)
    finally:
        studio.close()
    out.write_bytes(deck)
    return len(briefing.items)


def read_file(parsed: dict[str, Any]) -> tuple[Briefing, Lang, str]:
    """Briefing, language and address of a parsed file; FilterError for anything unknown."""
    wrong = [
        Problem(key[:80], "", same(", ".join(KEYS)), by_key=True)
        for key in parsed
        if key not in KEYS
    ]
    title, lang, url = (parsed.get(key, "") for key in ("title", "lang", "url"))
    if lang not in ("", "zh", "en"):
        wrong.append(Problem("lang", as_text(lang), same("zh, en")))
    wrong += [
        Problem(key, as_text(value), Text("文本", "text"))
        for key, value in (("title", title), ("url", url))
        if not isinstance(value, str)
    ]
    if wrong:
        raise FilterError(wrong)
    home = url if not url or url.endswith("/") else f"{url}/"
    return read_items(parsed.get("items"), title), "en" if lang == "en" else "zh", home or "/"
