"""Which code of GB/T 4754 each industry stands for that the report names."""

from collections.abc import Mapping
from types import MappingProxyType

from data_layer.vocabulary.industries import resolve

# Where a table shortens or merges names of the standard. 高性能纤维及复合材料制造 is a term of the
# classification of strategic emerging industries: GB/T 4754 has no such class.
SHORTENED: Mapping[str, str] = MappingProxyType(
    {
        "电子元件及专用材料": "C398",
        "烘炉、风机、包装设备": "C346",
        "工程技术研究试验": "M732",
        "电子专用材料制造": "C3985",
        "电力电子元器件制造": "C3824",
        "敏感元件及传感器制造": "C3983",
        "工业自动控制系统装置制造": "C4011",
        "实验分析仪器制造": "C4014",
        "光伏设备及元器件制造": "C3825",
        "锂离子电池制造": "C3841",
        "基础软件开发": "I6511",
        "特种陶瓷制品制造": "C3073",
    }
)

GATHERED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"yrd": ("M75", "C34"), "prd": ("C39", "I65"), "bth": ("M73", "M74")}
)
"""Divisions that the text names as a cluster's own: f_hm_yrd, f_hm_prd and f_hm_bth (e18)."""


def industry_code(printed: str) -> str | None:
    """The code of an industry as the report names it, of any level; None if it has none."""
    return SHORTENED.get(printed) or resolve(printed)
