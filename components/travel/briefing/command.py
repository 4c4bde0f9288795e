"""python app.py briefing FILE -o OUT: the deck of a TOML file, without a browser open."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from components.contract.workspace import NoRegistryError, Workspace
from components.travel.briefing.deck import build
from components.travel.briefing.items import Briefing, read_items
from components.travel.chromium import Studio
from data_layer.filters.filters import FilterError, Problem
from data_layer.registry.settings import Settings
from data_layer.vocabulary.text import Lang, Text, same

WROTE = Text("已写入 {out}：{n} 个视图", "wrote {out}: {n} views")
BROKEN = Text("不是可读取的 TOML 文件：", "not a readable TOML file: ")
UNREACHED = Text("读写失败：", "cannot read or write: ")
UNREADY = Text("没有企业库：", "no registry: ")
KEYS = ("title", "lang", "url", "items")


def brief(source: Path, out: Path, settings: Settings) -> int:
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
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    briefing, lang, url = read_file(found)
    studio = Studio()
    try:
        deck = build(briefing, Workspace.open(settings), studio, lang=lang, home=url)
    finally:
        studio.close()
    out.write_bytes(deck)
    return len(briefing.items)


def read_file(found: dict[str, Any]) -> tuple[Briefing, Lang, str]:
    """Briefing, language and address of a parsed file; FilterError for anything unknown."""
    wrong = [Problem(key[:80], "", same(", ".join(KEYS))) for key in found if key not in KEYS]
    title, lang, url = (found.get(key, "") for key in ("title", "lang", "url"))
    if lang not in ("", "zh", "en"):
        wrong.append(Problem("lang", str(lang)[:80], same("zh, en")))
    wrong += [
        Problem(key, str(value)[:80], same("text"))
        for key, value in (("title", title), ("url", url))
        if not isinstance(value, str)
    ]
    if wrong:
        raise FilterError(wrong)
    home = url if not url or url.endswith("/") else f"{url}/"
    return read_items(found.get("items"), title), "en" if lang == "en" else "zh", home or "/"
