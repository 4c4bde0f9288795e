"""Foreign-related inventions of little giants, 2020-2025 (e46, a picture)."""

from __future__ import annotations

from components.parts.unprinted import unprinted
from data_layer.vocabulary.text import Text

EXHIBIT = unprinted(
    "e46",
    Text("涉外发明专利趋势", "Trend of overseas filing of inventions"),
    Text(
        "2020—2025年公开的“小巨人”涉外发明专利与申请人。",
        "Inventions that little giants filed overseas, and their applicants, published 2020-2025.",
    ),
    sentences={
        "rising": Text(
            "公开数量明显上升，海外申请持续升温。",
            "Published numbers rise clearly: overseas filing goes on growing.",
        ),
        "route": Text("PCT 途径是首选。", "The PCT is the preferred route."),
        "gap": Text(
            "PCT与涉外专利均值都远低于单项冠军：正文称差距超18倍，图表40的PCT为17.7倍（勘误x30）。",
            "Means of PCT and overseas patents are far below single champions; the text says over "
            "18 times, exhibit 40 gives 17.7 for PCT (erratum x30).",
        ),
    },
    order=70,
    width="half",
)
