"""Grant rate of little giants, 2020-2025 (e44, a picture)."""

from __future__ import annotations

from components.parts.unprinted import unprinted
from data_layer.vocabulary.text import Text

EXHIBIT = unprinted(
    "e44",
    Text("发明授权率趋势", "Trend of the grant rate"),
    Text(
        "2020—2025年公开的“小巨人”发明专利授权率。",
        "Share of little giants' applications that are granted, published 2020-2025.",
    ),
    sentences={
        "rising": Text(
            "审查趋严而授权率仍然上升，并远高于全国发明专利授权率。",
            "The rate rises although examination is stricter, and is far above the national rate.",
        ),
        "level": Text(
            "图表40另印“小巨人”授权率64.41%，与同表授权量除以申请量的44.2%口径不同（勘误 x32）。",
            "Exhibit 40 prints a grant rate of 64.41% for little giants; its own grants over "
            "applications give 44.2%, by another definition (erratum x32).",
        ),
    },
    order=50,
)
