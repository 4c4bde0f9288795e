"""What section 4.2 of the report sets against its three bottlenecks, in our own words.

Exhibit e50 is printed as a picture only; this is read from the text of sections 4.2 to 4.2.4. A
measure belongs to a bottleneck where the text names the gap that it answers, and to none where the
text gives it for capability in general.
"""

from collections.abc import Mapping
from typing import NamedTuple

from data_layer.vocabulary.text import Text

BOTTLENECKS: Mapping[str, Text] = {
    "technology": Text("技术布局深度不足", "Shallow technology layout"),
    "platforms": Text("研发平台建设滞后", "Lagging R&D platforms"),
    "teams": Text("团队规模偏小", "Small teams"),
    "general": Text("未指明单一瓶颈", "No single bottleneck named"),
}
SUPPORTS: Mapping[str, Text] = {
    "technology": Text("技术创新", "Technology"),
    "talent": Text("人才引育", "Talent"),
    "capital": Text("资本赋能", "Capital"),
    "digital": Text("数字化转型", "Digital transformation"),
}


class Measure(NamedTuple):
    """One group of measures: which support it is part of, what it answers, and where it stands."""

    id: str
    support: str
    bottleneck: str
    words: Text
    section: str


MEASURES = (
    Measure(
        "patents",
        "technology",
        "technology",
        words=Text("分三类企业培育高价值专利", "High-value patents, by three kinds of enterprise"),
        section="4.2.1",
    ),
    Measure(
        "ladder",
        "technology",
        "platforms",
        words=Text("市、省、国家三级研发平台", "R&D platforms at three levels"),
        section="4.2.1",
    ),
    Measure(
        "joint_research",
        "technology",
        "general",
        words=Text(
            "产学研合作：发榜、联合攻关、共享权益",
            "Research with universities: open calls, joint work, shared rights",
        ),
        section="4.2.1",
    ),
    Measure(
        "rd_staff",
        "talent",
        "teams",
        words=Text("按行业设研发人员占比目标", "Targets for R&D staff by industry"),
        section="4.2.2",
    ),
    Measure(
        "talent_levels",
        "talent",
        "teams",
        words=Text(
            "领军人才配套、工程师培训、学徒制",
            "Matching support for leaders, training of engineers, apprenticeships",
        ),
        section="4.2.2",
    ),
    Measure(
        "talent_life",
        "talent",
        "teams",
        words=Text(
            "住房、子女入学与医疗、创业基金", "Housing, schools and health care, start-up funds"
        ),
        section="4.2.2",
    ),
    Measure(
        "equity",
        "capital",
        "general",
        words=Text("专项投资基金与风险补偿", "Dedicated funds and compensation of risk"),
        section="4.2.3",
    ),
    Measure(
        "debt",
        "capital",
        "general",
        words=Text(
            "信用贷款、知识产权质押贴息、白名单", "Credit loans, subsidised IP pledges, white list"
        ),
        section="4.2.3",
    ),
    Measure(
        "listing",
        "capital",
        "general",
        words=Text("挂牌上市绿色通道、辅导与奖励", "Fast track, guidance and rewards for listing"),
        section="4.2.3",
    ),
    Measure(
        "digital_rd",
        "digital",
        "general",
        words=Text(
            "研发设计工具、工业互联网平台、智能工厂",
            "Design tools, industrial internet platforms, smart factories",
        ),
        section="4.2.4",
    ),
    Measure(
        "digital_ip",
        "digital",
        "general",
        words=Text("知识产权信息系统与智能检索预警", "IP systems, intelligent search and warning"),
        section="4.2.4",
    ),
    Measure(
        "digital_staff",
        "digital",
        "general",
        words=Text(
            "管理层培训、服务商、复合型人才",
            "Training of managers, service providers, staff with both skills",
        ),
        section="4.2.4",
    ),
)
