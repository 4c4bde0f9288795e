"""Main IPC classes of little giants' inventions, 2022-2024 (e45, a picture)."""

from __future__ import annotations

from components.parts.unprinted import unprinted
from data_layer.vocabulary.text import Text

EXHIBIT = unprinted(
    "e45",
    Text("主IPC分类号分布", "Main IPC classes"),
    Text(
        "2022—2024年“小巨人”发明专利的主分类号。",
        "Main classes of little giants' inventions, 2022-2024.",
    ),
    sentences={
        "silent": Text(
            "正文在“专利技术领域分布”之下只有这张图，没有文字。",
            "Under the heading on fields of technology there is this picture and no text.",
        )
    },
    order=60,
)
