"""Equity deals by round, 2020 against 2015 (s4)."""

from components.parts.fact_exhibit import fact_exhibit
from data_layer.vocabulary.text import Text

EXHIBIT = fact_exhibit(
    Text("股权融资轮次：2020年比2015年", "Equity rounds: 2020 against 2015"),
    Text(
        "各轮次交易2020年较2015年的变化。s4：种子轮与天使轮减少八成半以上，战略投资增加257%："
        "资本离开了早期。",
        "Change in deals of each round, 2020 against 2015. s4: seed and angel rounds fell by "
        "more than 85%, strategic investment rose by 257%: capital left the early stages.",
    ),
    tuple(f"f_vc_{place}" for place in range(1, 7)),
    note=Text(
        "来源 s4（上海市科学学研究所，2021年9月）第二部分；各轮次交易的变化，未印基数。没有B轮。",
        "Source s4 (Shanghai, September 2021), part two; change in deals of each round, whose "
        "numbers are not printed. There is no round B.",
    ),
    order=40,
)
