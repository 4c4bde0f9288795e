"""Words that scripts show by themselves, in the head of every page: assets/src/words.js."""

from html import escape
from typing import Final

import orjson

from data_layer.vocabulary.text import Text

WORDS: Final[dict[str, Text]] = {
    "click.filters": Text("点击筛选", "Click to filter"),
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
    "network.back": Text("已恢复，内容已更新。", "Back again: everything here is up to date."),
    "network.moved": Text(
        "服务器换了一版数据，本页可能新旧并存。",
        "The server has another version of the data: this page may show both.",
    ),
    "network.reload": Text("刷新本页", "Load this page again"),
    "grid.first": Text("前{n}家，共{total}家。", "The first {n} of {total} enterprises."),
    "grid.all": Text("共{total}家。", "{total} enterprises in all."),
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
KEYS: Final[dict[str, Text]] = {
    "keys.title": Text("键盘", "Keys"),
    "keys.close": Text("关闭", "Close"),
    "keys.tour": Text("看一遍导览", "Take the tour"),
    "keys.find": Text("查找与提问", "Find and ask"),
    "keys.help": Text("这张表", "This list"),
    "keys.next": Text("下一个链接、按钮或选项", "The next link, button or choice"),
    "keys.press": Text("打开或按下", "Open or press"),
    "keys.escape": Text("关闭窗口、菜单，或结束演示", "Close a window or menu, end presenting"),
    "keys.menu": Text("菜单、结果和演示里前后移动", "Move in menus, results and presentations"),
    "keys.ends": Text("到头、到尾", "To the first, to the last"),
    "keys.print": Text("打印本页", "Print this page"),
}
TOUR: Final[dict[str, Text]] = {
    "tour.label": Text("导览", "Tour"),
    "tour.skip": Text("跳过", "Skip"),
    "tour.back": Text("上一步", "Back"),
    "tour.next": Text("下一步", "Next"),
    "tour.done": Text("开始使用", "Start"),
    "tour.know": Text(
        "先看这几句：按当前筛选重算，每句都能点开它的图。",
        "Begin with these sentences: they follow the filters, and each opens its chart.",
    ),
    "tour.filter": Text(
        "一处筛选，处处联动。地址栏就是状态，复制它就能分享。",
        "One filter moves everything. The address holds the state: copy it to share.",
    ),
    "tour.count": Text(
        "符合筛选的企业有多少家，点数字看名单；筛选逐个可取消。",
        "How many enterprises pass: the number opens their list, each filter can be taken off.",
    ),
    "tour.card": Text(
        "■ 是算出来的，◆ 是报告印的。来源、样本、下载和分享都在卡片底下。",
        "■ is computed, ◆ is printed by the report. Source, sample, download and share stand "
        "at the foot of a card.",
    ),
    "tour.find": Text(
        "找任何东西，或直接提问：按 Ctrl-K。",
        "Find anything, or ask a question: press Ctrl-K.",
    ),
    "tour.read": Text(
        "想通读一遍？“读报告”有六章。按 ? 看所有快捷键。",
        "Rather read it through? The report has six chapters here. Press ? for all keys.",
    ),
}


def script_words() -> str:
    """The element that holds them, in both languages."""
    words = {name: {"zh": text.zh, "en": text.en} for name, text in (WORDS | KEYS | TOUR).items()}
    return f'<meta name="words" content="{escape(orjson.dumps(words).decode())}">'
