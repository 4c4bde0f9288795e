"""Where little giants file abroad, 2022-2024 (e47, a picture)."""

from __future__ import annotations

from components.parts.unprinted import unprinted
from data_layer.vocabulary.text import Text

EXHIBIT = unprinted(
    "e47",
    Text("海外布局地区", "Overseas filing: destinations"),
    Text(
        "2022—2024年“小巨人”涉外发明专利的主要布局地区。",
        "Main destinations of little giants' overseas filings of inventions, 2022-2024.",
    ),
    sentences={
        "places": Text(
            "正文依次提到：美国、欧洲、中国台湾、日本、韩国。",
            "In the order of the text: United States, Europe, Taiwan (China), Japan, South Korea.",
        ),
        "outlook": Text(
            "新办法下，海外布局将成为必修课。",
            "Under the new measures overseas filing becomes a must.",
        ),
    },
    order=80,
    width="half",
)
