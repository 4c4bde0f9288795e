"""Parameters of the exhibits that judge by a reader's own rule, and how a rule is read."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from components.contract.counted import RowContext
from components.contract.exhibit import Param, Params
from components.look.amounts import with_unit
from data_layer.policy.rule import EXEMPTING, NOBODY, THRESHOLDS, Rule, in_force, of_2022, spec_of
from data_layer.policy.rule_words import LABELS
from data_layer.topics.pathway.sensitivity import STEPS
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import COUNT, NO_UNIT, PER_CENT, WAN_YUAN
from data_layer.vocabulary.text import Lang, Text

SCOPE = "rule"
POINTS = Text("分", "points")
UNITS: Mapping[str, Text] = {
    "revenue": WAN_YUAN,
    "rd_expense": WAN_YUAN,
    "rd_ratio": PER_CENT,
    "class1_ip": COUNT,
    "niche_share": PER_CENT,
    "niche_rank": NO_UNIT,
    "quality_score": POINTS,
}
EXEMPT = {NOBODY: Text("无", "None")} | {id: columns()[id].label for id in EXEMPTING}
RULES: Mapping[str, Text] = {
    "old": Text("2022年规则", "Rule of 2022"),
    "now": Text("2026年规则（现行）", "Rule of 2026 (in force)"),
    "own": Text("自拟规则", "Own rule"),
}


def _titled(name: str) -> Text:
    label, unit = LABELS[name], UNITS[name]
    if not unit.zh or not unit.en:
        return label
    return Text(f"{label.zh}（{unit.zh}）", f"{label.en} ({unit.en})")


THRESHOLD_PARAMS = tuple(
    Param(
        name,
        _titled(name),
        f"{in_force().threshold(name):g}",
        low=0,
        high=STEPS[name][0],
        step=STEPS[name][1],
        slider=True,
        scope=SCOPE,
        quiet=True,
    )
    for name in THRESHOLDS
)
PARAMS = (
    *THRESHOLD_PARAMS,
    Param(
        "exempt",
        Text("可豁免I类知识产权的奖励或荣誉", "Exempts from class I IP"),
        in_force().exempt,
        options=EXEMPT,
        scope=SCOPE,
        quiet=True,
    ),
)
NOTE = Text(
    "假定：（1）只计六项可量化条件，产业链定位须由人判断，不计。（2）门槛为0即不作要求。"
    "（3）缺少的值使该项为“缺数据”，既不算达到也不算未达到；有一项未达到即未达到，"
    "其余有缺数据者为“缺数据”。研发占比须两年均达到，一年未达到即未达到；占有率与排名有一项达到即可。"
    "（4）2026年规则以近三年国家级科技奖励豁免I类知识产权，企业库未记即视为没有；自拟规则可改由一项荣誉豁免，或不豁免。"
    "（5）2022年规则只含报告1.3节印出门槛的三项（研发占比3%、I类知识产权2项、占有率10%），其余不作要求。"
    "（6）所有层级的企业都按同一规则判断，层级由筛选选定；进出均对照2026年规则。",
    "Assumptions: (1) six countable criteria; the position in the industry chain is for a person "
    "to judge and does not count. (2) A threshold of 0 asks for nothing. (3) A missing value "
    "makes a criterion unknown, neither met nor unmet; one unmet criterion fails the rule, and of"
    " the rest those with an unknown one are unknown. R&D intensity has to be met in both years, "
    "so that one failing year fails it; of share and rank one is enough. (4) By the rule of "
    "2026 a national science award of the last three years exempts from class I IP, and one that "
    "is not on file counts as none; the own rule may let a title exempt instead, or nothing. (5) "
    "The rule of 2022 has the three thresholds that section 1.3 of the report prints (R&D "
    "intensity 3%, class I IP 2, share 10%) and asks nothing else. (6) Enterprises of every tier "
    "are judged alike; the filters choose the tier. Who enters and falls out is against the rule "
    "of 2026.",
)


def own_rule(params: Params) -> Rule:
    """The rule that the parameters describe."""
    moved = {name: float(params[name]) for name in THRESHOLDS}
    return replace(in_force(), **moved, exempt=params["exempt"])


def written(rule: Rule) -> Mapping[str, str]:
    """The values of PARAMS that describe a rule."""
    return {name: f"{rule.threshold(name):g}" for name in THRESHOLDS} | {"exempt": rule.exempt}


def rules(params: Params) -> Mapping[str, Rule]:
    """The three rules by their column."""
    return {"old": of_2022(), "now": in_force(), "own": own_rule(params)}


def bar(rule: Rule, name: str, lang: Lang) -> str:
    """A threshold in words; a dash where nothing is asked."""
    bound = rule.threshold(name)
    if bound <= 0:
        return "—"
    if name == "niche_rank":
        return Text(f"或国内前{bound:g}名", f"or among the first {bound:g}")(lang)
    words = f"≥{with_unit(bound, UNITS[name](lang), lang)}"
    if name == "niche_share" and rule.niche_rank > 0:
        rank = bar(rule, "niche_rank", lang)
        return Text(f"{words}{rank}", f"{words} {rank}")(lang)
    return words


def by_rule(test: str, rule: Callable[[RowContext], Rule]) -> Callable[[RowContext], str]:
    """Those of which a rule says so: a verdict, or a move against the rule in force."""
    return lambda context: f"where=rule@{spec_of(rule(context))}:{test}"


def by_own(test: str) -> Callable[[RowContext], str]:
    """The same of the reader's own rule."""
    return by_rule(test, lambda context: own_rule(context.params))
