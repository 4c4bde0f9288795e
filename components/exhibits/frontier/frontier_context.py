"""Frontier technology: where China stands and what others spend (s2)."""

from components.parts.fact_exhibit import fact_exhibit
from data_layer.vocabulary.text import Text

EXHIBIT = fact_exhibit(
    Text("前沿技术：环境与国际对比", "Frontier technology: setting and comparison"),
    Text(
        "前沿领域的两处国际对照。s2：全球量子企业20强中我国占3席；美国以专项计划长期资助小企"
        "业研发。",
        "Two comparisons with other countries. s2: three of the world's top 20 quantum "
        "enterprises are Chinese; the United States fund the R&D of small enterprises by a "
        "standing programme.",
    ),
    ("f_quantum_top20", "f_sbir", "f_sme_life"),
    note=Text("来源 s2（2026年4月）。", "Source s2 (April 2026)."),
    order=100,
    bars=False,
    width="full",
)
