"""Mean applications and grants of little giants, 2022-2024 (e43, a picture)."""

from __future__ import annotations

from components.parts.unprinted import unprinted
from data_layer.vocabulary.text import Text

EXHIBIT = unprinted(
    "e43",
    Text("发明申请与授权趋势", "Trend of applications and grants"),
    Text(
        "2022—2024年“小巨人”发明专利的平均申请量与授权量。",
        "Mean invention applications and grants of little giants, 2022-2024.",
    ),
    sentences={
        "rising": Text(
            "户均申请量和授权量逐年上升，数量与质量同步提高。",
            "Mean applications and mean grants rise year by year: more patents, and better ones.",
        ),
        "advice": Text(
            "建议拟申报企业把发明专利目标定在认定门槛之上。",
            "Applicants are advised to aim above the thresholds of the measures.",
        ),
    },
    order=40,
)
