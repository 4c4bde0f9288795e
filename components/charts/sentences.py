"""Alt text of charts, from what their frames hold."""

from __future__ import annotations

from components.contract.exhibit import View
from components.look.amounts import number
from components.look.words import in_sentence
from data_layer.vocabulary.text import Text

NOTHING = Text("没有符合筛选条件的企业", "No enterprise passes the filters")


def leader(view: View, label: str, value: str) -> str:
    """Which row has the largest value, how large it is, and among how many."""
    frame = view.named.drop_nulls(value)
    if frame.is_empty():
        return NOTHING(view.lang)
    top = frame.sort(value, label, descending=[True, False]).row(0, named=True)
    field = view.field(value)
    figure = f"{number(top[value])} {field.unit(view.lang)}".strip()
    zh = f"{field.label.zh}最高的是{top[label]}，为{figure}；共{frame.height}项。"
    en = f"{top[label]} leads in {in_sentence(field.label.en)} with {figure}, among {frame.height}."
    return view.say(zh, en)
