"""What holds enterprises back, by the least reliable source (s5)."""

from components.parts.fact_exhibit import fact_exhibit
from data_layer.vocabulary.text import Text

EXHIBIT = fact_exhibit(
    Text("制约：产业链、人才与知识产权", "Constraints: chain, talent and IP"),
    Text(
        "一组比例，分母各不相同。s5：多数处于中低端环节，关键部件依赖较强，独立基础研究少。",
        "A set of shares of different totals. s5: most work in the middle and low end, "
        "depend on key parts and do little basic research of their own.",
    ),
    (
        "f_lg_lowend",
        "f_supply_dep",
        "f_talent",
        "f_basic_dept",
        "f_infringe",
        "f_meddev",
        "f_semi_usjp",
        "f_semi_cn",
    ),
    note=Text(
        "全部出自 s5（网络文章）：可信度最低。各项分母不同，只能分别读，不能相加或比较。",
        "All from s5, a web article: least reliable. The denominators differ; read each by itself, "
        "do not add or compare.",
    ),
    order=80,
)
