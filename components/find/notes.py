"""What is said where a question is not answered as it was asked."""

from types import MappingProxyType
from typing import Final

from data_layer.vocabulary.text import Text

NOTES: Final = MappingProxyType(
    {
        "county": Text(
            "“{words}”：数据只到城市一级，按{city}处理",
            '"{words}": there are no places below cities, read as {city}',
        ),
        "usual": Text(
            "“{words}”按{city}理解；还有同名的{others}，要看它请加上省份",
            '"{words}" is read as {city}; for {others} add the province',
        ),
        "share": Text(
            "没有图表显示“{words}”的占比；这里列出符合条件的企业和数量",
            'No chart shows the share of "{words}"; these enterprises are listed and counted',
        ),
        "shared": Text(
            "“{words}”：有几个同名城市（{cities}），请加上省份",
            '"{words}": several cities have this name ({cities}); add the province',
        ),
        "not": Text(
            "“{words}”：筛选不能表示“不是”，未使用",
            '"{words}": a filter cannot say "not"; left out',
        ),
        "or": Text(
            "“{words}”：不同条件之间只能同时满足，不能“或”",
            '"{words}": different conditions hold together; "or" is not possible between them',
        ),
        "one": Text(
            "对比需要两个对象，只找到一个", "Two things are needed to compare; one was named"
        ),
        "least": Text(
            "图表从高到低排列，最低的在末尾",
            "The chart is sorted from high to low: the lowest stand at its end",
        ),
        "apart": Text(
            "{city}不在所选的省份或城市群内：没有企业同时满足",
            "{city} lies in none of the provinces or clusters named: no enterprise passes both",
        ),
    }
)


def worded(name: str, **parts: Text) -> Text:
    """A note with its parts filled in."""
    note = NOTES[name]
    return Text(
        note.zh.format(**{part: words.zh for part, words in parts.items()}),
        note.en.format(**{part: words.en for part, words in parts.items()}),
    )
