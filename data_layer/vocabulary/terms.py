"""Words of the schema's columns: their units, and the options of those that have some."""

from collections.abc import Mapping

from data_layer.vocabulary.text import Text

NO_UNIT = Text("", "")
PIECES = Text("件", "")
COUNT = Text("项", "")
PERSONS = Text("人", "persons")
WAN_YUAN = Text("万元", "CNY 10,000")
PER_CENT = Text("%", "%")
YEAR = Text("年", "year")

TIERS: Mapping[str, Text] = {
    "national": Text("国家级", "National (little giant)"),
    "champion": Text("单项冠军", "Single champion"),
    "provincial": Text("省级", "Provincial"),
    "innovative": Text("创新型", "Innovative SME"),
}
PAIR = ("national", "provincial")
"""The two tiers that the report compares."""
SECTORS: Mapping[str, Text] = {
    "electronics": Text("电子核心产业", "Core electronics"),
    "power_equipment": Text("电力装备", "Power equipment"),
    "high_end_equipment": Text("高端装备", "High-end equipment"),
    "general_equipment": Text("通用设备", "General equipment"),
    "software": Text("软件信息", "Software and information"),
    "rd_services": Text("研发服务", "R&D services"),
    "basic_manufacturing": Text("基础制造", "Basic manufacturing"),
}
FRONTIER_FIELDS: Mapping[str, Text] = {
    "quantum": Text("量子科技", "Quantum technology"),
    "biomanufacturing": Text("生物制造", "Biomanufacturing"),
    "hydrogen_fusion": Text("氢能和核聚变能", "Hydrogen and fusion energy"),
    "brain_computer": Text("脑机接口", "Brain-computer interfaces"),
    "embodied_ai": Text("具身智能", "Embodied intelligence"),
    "mobile_6g": Text("第六代移动通信", "Sixth-generation mobile"),
}
EVALUATIONS: Mapping[str, Text] = {
    "international_leading": Text("国际先进/领先", "Internationally advanced or leading"),
    "domestic_leading": Text("国内先进/领先", "Domestically advanced or leading"),
    "international_level": Text("达到国际水平", "At international level"),
    "domestic_level": Text("达到国内水平", "At domestic level"),
}
HONOURS: Mapping[str, Text] = {
    "little_giant_title": Text("专精特新“小巨人”", "Little giant title"),
    "high_tech": Text("高新技术企业", "High-tech enterprise"),
    "tech_centre": Text("企业技术中心", "Enterprise technology centre"),
    "tech_sme": Text("科技型中小企业", "Technology-based SME"),
    "single_champion": Text("制造业单项冠军", "Single champion in manufacturing"),
    "engineering_centre": Text("工程技术研究中心", "Engineering research centre"),
    "gazelle": Text("瞪羚企业", "Gazelle"),
    "unicorn": Text("独角兽企业", "Unicorn"),
    "green_factory": Text("绿色工厂", "Green factory"),
    "cnas": Text("CNAS认证", "CNAS accreditation"),
}
RECOGNISED_BASES: Mapping[str, Text] = {
    "reported": Text("名单填报", "As reported"),
    "batch": Text("由批次推算", "Derived from the batch"),
}
"""Where a date of recognition comes from."""
VALIDITY_BASES: Mapping[str, Text] = {
    "reported": Text("名单填报", "As reported"),
    "review": Text("由复核年份推算", "Derived from the year of re-review"),
    "recognised_on": Text("由认定公告日期推算", "Derived from the date of recognition"),
    "batch": Text("由批次推算", "Derived from the batch"),
    "year": Text("由认定年份推算（算到年底）", "Derived from the year (to its end)"),
}
"""Where the end of a title's validity comes from."""
REVIEWS: Mapping[str, Text] = {
    "passed": Text("复核通过", "Passed"),
    "failed": Text("复核未通过", "Not passed"),
    "pending": Text("待复核", "Pending"),
}
AWARDS: Mapping[str, Text] = {
    "national_award": Text("近三年国家级科技奖励", "National science award, last 3 years"),
    "provincial_award": Text("省部级以上科技奖励", "Provincial or higher science award"),
    "rd_institution": Text("省部级以上研发机构", "Provincial or higher R&D institution"),
}
"""What exempts from the criteria on class I intellectual property (r01)."""
