"""Words that scripts show by themselves, in the head of every page: assets/src/words.js."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

import orjson

from data_layer.vocabulary.text import Text

WORDS: Final[Mapping[str, Text]] = {
    "network.offline": Text(
        "网络已断开，恢复后自动更新。", "The network is gone; this is asked again when it is back."
    ),
    "network.silent": Text(
        "服务器没有应答，可能正在重启；稍后自动再试。",
        "The server does not answer, it may be starting again; this is asked again by itself.",
    ),
    "network.refused": Text("服务器拒绝了这个请求。", "The server refuses this request."),
    "network.failed": Text("服务器处理时出错。", "The server failed to answer this."),
    "network.again": Text("重试", "Try again"),
}


def script_words() -> str:
    """The element that holds them, in both languages."""
    told = {name: {"zh": text.zh, "en": text.en} for name, text in WORDS.items()}
    return f'<meta name="words" content="{escape(orjson.dumps(told).decode())}">'
