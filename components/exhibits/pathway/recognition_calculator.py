"""Which criteria of 2026 an enterprise meets: values entered, or those of one in the registry."""

from components.contract.exhibit import Exhibit
from components.contract.sample import one
from components.parts.criteria_fields import FIELDS, criteria_query
from components.parts.criteria_inputs import PARAMS
from components.parts.criteria_table import criteria_alt, criteria_table
from data_layer.vocabulary.text import Text

EXHIBIT = Exhibit(
    title=Text("认定计算器（2026年新办法）", "Recognition calculator (2026 measures)"),
    reading=Text(
        "输入数值或选一家企业，逐条对照两级条件；输入的数值优先于企业库中的值，地址可以分享。",
        "Enter values or pick an enterprise and see every criterion of both tiers; what is entered "
        "goes before what is on file, and the address can be shared.",
    ),
    origin=("r01_criteria_2026", "e02"),
    fields=FIELDS,
    query=criteria_query,
    body=criteria_table,
    alt=criteria_alt,
    sample=one,
    params=PARAMS,
    note=Text(
        "缺少的值记为“缺数据”，不当作未达到。近两年各年的条件取两年中较低的一年。定性条件须由人判断，"
        "不影响“最高达到”。豁免与融资替代在填写后生效，企业库记有的豁免由其得出并注明：近三年国家级科技奖励（排名前三）豁免两级的I类知识产权；"
        "省部级以上科技奖励、省部级以上研发机构、工程技术研究中心（省级研发机构，见报告4.2节的研发平台阶梯）豁免省级的这一项。"
        "企业库没有融资一栏。“按原规定”只计第1.3节印出门槛的各项。计算器不受页面筛选影响。",
        "A missing value makes a criterion unknown, not unmet. Criteria for each of two years take "
        "the lower one. Qualitative criteria are for a person to judge and do not block the "
        "highest tier met. Exemptions and funding count if entered, and what is on file "
        "exempts too, and is said: a national science award of the last three years (among the "
        "first three named) from class I IP in both tiers; a provincial or higher science award, "
        "such an R&D institution, or an engineering research centre (a provincial R&D institution "
        "by the ladder of platforms, section 4.2) from the provincial criterion. Funding is not in "
        "the registry. The old rules are the thresholds of 2022 that section 1.3 prints. The "
        "filters of the page do not touch the calculator.",
    ),
    basis="whole",
    width="full",
    height=520,
    order=50,
)
