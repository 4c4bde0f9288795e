"""The sentence that says a result: true of what is shown, under whatever filters."""

from components.contract.result import Result
from components.look.amounts import counted
from data_layer.registry.ruled import FEW, LEAST
from data_layer.vocabulary.patents import LIST, LISTED
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang, Text

NOBODY = Text("没有符合筛选条件的企业", "No enterprise passes the filters")
NO_CONTEXT = Text(
    "还没有选定指标：导入省份×年份的指标后在此选择",
    "No indicator is chosen: import figures by province and year, then choose one here",
)


ONE_VERSION = Text(
    "没有可以对照的另一个数据版本：再导入一份名单，这里就并列两个版本",
    "There is no other data version to compare with: import another list, and both stand here",
)


def headline(result: Result, lang: Lang) -> str:
    """What is shown, in one sentence: the card's headline, alt text, and notes of a slide.

    Short, computed from the frame, and true of it; where there is nothing to show, why not.
    """
    if result.lacking:
        return lacking_sentence(result, lang)
    return result.alt(lang) or nothing_sentence(result, lang)


def nothing_sentence(result: Result, lang: Lang) -> str:
    """Why there is nothing to say: no province figures, no second version, nobody passes, or nobody
    has the data."""
    if result.exhibit.context is not None and result.frame.is_empty():
        return NO_CONTEXT(lang)
    if result.exhibit.versus is not None and result.other is None:
        return ONE_VERSION(lang)
    if not result.selected:
        return NOBODY(lang)
    if result.rule.values and result.selected < LEAST:
        return FEW(lang)
    if result.exhibit.none is not None:
        return result.exhibit.none(lang)
    n = result.selected
    return Text(
        f"符合筛选条件的{n:,}家企业没有可用于本图的数据",
        f"{counted(n, 'enterprises')} pass{'es' if n == 1 else ''} the filters; none has the data "
        "of this chart",
    )(lang)


def lacking_sentence(result: Result, lang: Lang) -> str:
    """Which columns the registry lacks for this exhibit, or that it has no list of patents."""
    labels = [LIST if name == LISTED else columns()[name].label for name in result.lacking]
    names = Text("、", ", ")(lang).join(label(lang) for label in labels)
    template = Text("当前企业库没有：{names}", "The registry in use has no data on: {names}")
    return template(lang).format(names=names)
