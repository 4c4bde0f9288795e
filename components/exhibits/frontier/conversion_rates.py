"""How much research becomes product (s5)."""

from components.parts.fact_exhibit import fact_exhibit
from data_layer.vocabulary.text import Text

EXHIBIT = fact_exhibit(
    Text("成果产业化率", "Conversion of research into products"),
    Text(
        "四个印出的转化率。s5：“小巨人”高于全国平均，低于国际先进水平和粤港澳大湾区。",
        "Four printed rates. s5: little giants are above the national mean, below the "
        "international level and the Greater Bay Area.",
    ),
    ("f_convert_lg", "f_convert_nat", "f_convert_intl", "f_gba"),
    note=Text(
        "全部出自 s5（网络文章，推广商业产品，来源只部分注明）：可信度最低，只作背景。年份见表格。",
        "All from s5, a web article that advertises a product and names its sources in part only: "
        "least reliable, background at most. For the years see the table.",
    ),
    order=50,
)
