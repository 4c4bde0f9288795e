"""What the thresholds of a rule are called."""

from collections.abc import Mapping

from data_layer.vocabulary.text import Text

LABELS: Mapping[str, Text] = {
    "revenue": Text("上年度营业收入", "Revenue of last year"),
    "rd_expense": Text("近两年研发费用合计", "R&D expense of two years"),
    "rd_ratio": Text("近两年每年研发占比", "R&D intensity, each of two years"),
    "class1_ip": Text("I类知识产权", "Class I IP"),
    "niche_share": Text("细分市场占有率", "Niche market share"),
    "niche_rank": Text("或国内排名前几", "Or rank among the first"),
    "quality_score": Text("发展质量评价得分", "Quality score"),
}
