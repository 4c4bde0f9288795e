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
    "find.title": Text("查找与提问", "Find and ask"),
    "find.box": Text(
        "页面、图表、数字、地区、行业、企业，或一句话",
        "A page, chart, place, firm or question",
    ),
    "find.close": Text("关闭", "Close"),
    "find.list": Text("结果", "Results"),
    "find.understood": Text("理解为", "Understood as"),
    "find.left": Text("没有理解的词", "Not understood"),
    "find.nothing": Text("没有找到。换个说法试试。", "Nothing found. Try other words."),
    "find.examples": Text("例如", "For example"),
    "find.example1": Text("苏州 小巨人 专利>50", "Zhejiang little giants patents > 50"),
    "find.example2": Text("长三角 电子 国家级占比", "compare Jiangsu and Zhejiang R&D"),
    "find.example3": Text("哪个省小巨人占比最高", "which province highest little-giant share"),
}


def script_words() -> str:
    """The element that holds them, in both languages."""
    words = {name: {"zh": text.zh, "en": text.en} for name, text in WORDS.items()}
    return f'<meta name="words" content="{escape(orjson.dumps(words).decode())}">'
