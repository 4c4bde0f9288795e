"""What a condition says, in words: `rd_ratio:5..<10` is 研发占比 5以上、不满10 %."""

from collections.abc import Callable, Mapping
from functools import cache

from data_layer.filters.conditions import Condition, condition, ends_of, weights_of
from data_layer.policy.rule import NOBODY, THRESHOLDS, Rule, in_force, rule_of
from data_layer.policy.rule_words import LABELS
from data_layer.policy.standing import JUDGED_TIERS, STANDS, countable
from data_layer.policy.support.judge import NEAR
from data_layer.policy.support.judge import STATUSES as STANDINGS
from data_layer.policy.support.reading import printed_measures
from data_layer.scoring.scores import METHODS
from data_layer.scoring.typology import LEVELS
from data_layer.scoring.weights import PRESETS
from data_layer.vocabulary.industries import industry_names
from data_layer.vocabulary.places import CLUSTERS, city_names, province_names
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.terms import NO_UNIT, TIERS
from data_layer.vocabulary.text import Lang, Text, same

REPORTED = Text("{what}已填报", "{what} reported")
ALL_REPORTED = Text("{what}均已填报", "{what} all reported")
MISSING = Text("{what}未填报", "{what} not reported")
ANY_MISSING = Text("{what}至少一项未填报", "{what}: one at least not reported")
BETWEEN = Text("{what} {low}–{high}{unit}", "{what} {low}–{high}{unit}")
FROM = Text("{what}不低于 {low}{unit}", "{what} at least {low}{unit}")
ABOVE = Text("{what}高于 {low}{unit}", "{what} above {low}{unit}")
UP_TO = Text("{what}不超过 {high}{unit}", "{what} at most {high}{unit}")
BELOW = Text("{what}低于 {high}{unit}", "{what} below {high}{unit}")
FROM_TO_BELOW = Text(
    "{what} {low}–{high}{unit}（不含 {high}）", "{what} {low} to below {high}{unit}"
)
IS = Text("{what}：{value}", "{what}: {value}")
NOT = Text("{what}：非{value}或未填报", "{what}: not {value}, or not reported")
NOT_SO = Text("{what}：否或未填报", "{what}: no, or not reported")
SUBJECTS: Mapping[str, Text] = {
    "industry": Text("行业", "Industry"),
    "cluster": Text("城市群", "City cluster"),
    "rd_level": Text("研发强度档（图表29）", "R&D level (exhibit 29)"),
    "e40": Text("群体（图表40口径）", "Group (as exhibit 40)"),
    "score": Text("科创力得分（{how}）", "Score ({how})"),
    "given": Text("认定年份（未填报的按批次）", "Year recognised (or that of the batch)"),
    "stands": Text("按本层级2026年条件", "By the criteria of 2026 of the own tier"),
    "rule": Text("{rule}", "{rule}"),
    "criterion": Text("{name}（{rule}）", "{name} ({rule})"),
}
GROUPS = {
    "little_giant": Text("小巨人（未列为单项冠军）", "little giants (not single champions)"),
    "champion": Text("单项冠军", "single champions"),
}
RULES = {"2022": Text("2022年规则", "Rule of 2022"), "2026": Text("2026年规则", "Rule of 2026")}
OWN = Text("自拟规则（{spec}）", "Own rule ({spec})")
EXEMPTION = Text("{what}可豁免", "{what} exempts")
NO_EXEMPTION = Text("无豁免", "no exemption")
AS_OF_2026 = Text("各项同2026年", "all as in 2026")
WEIGHTS = Text("权重 {given}", "weights {given}")
VERDICTS = {
    "meets": Text("全部达到", "meets every criterion"),
    "fails": Text("有一项未达到", "fails a criterion"),
    "unknown": Text("缺数据，不能判断", "unknown: data missing"),
    "enters": Text("入围（2026年规则未达到）", "enters (fails the rule of 2026)"),
    "leaves": Text("落选（2026年规则达到）", "falls out (meets the rule of 2026)"),
    "settled": Text("由缺数据变为达到", "from unknown to met"),
    "unsettled": Text("由达到变为缺数据", "from met to unknown"),
    "met": Text("达到", "met"),
    "unmet": Text("未达到", "not met"),
    "alone": Text("只差这一项", "all that is unmet"),
}
POINTS = Text("分", "points")
ONE_SHORT = Text("只差一项", "one condition short")
YES_NO = {"1": Text("是", "yes"), "0": Text("否", "no")}


def condition_words(text: str, lang: Lang) -> str:
    """The condition that a text spells; the text itself if it spells none."""
    parsed = condition(text)
    if parsed is None:
        return text
    what, unit = _subject(parsed, lang), _unit(parsed)(lang)
    if parsed.days is not None:
        return f"{what} {parsed.days.words(lang)}"
    if parsed.test in ("known", "missing"):
        several = len(parsed.names) > 1
        reported_words = ALL_REPORTED if several else REPORTED
        template = reported_words if parsed.test == "known" else ANY_MISSING if several else MISSING
        return template(lang).format(what=what)
    if parsed.values:
        values = Text("、", ", ")(lang).join(_value(parsed, value)(lang) for value in parsed.values)
        template = IS if parsed.test[0] != "!" else NOT_SO if parsed.test == "!1" else NOT
        return template(lang).format(what=what, value=values)
    return _range(parsed, lang).format(what=what, unit=f" {unit}" if unit else "")


def _subject(parsed: Condition, lang: Lang) -> str:
    if parsed.subject == "score":
        preset, _, method = weights_of(parsed.spec) or ("custom", {}, "median")
        given = WEIGHTS(lang).format(given=parsed.spec.rpartition(".")[0])
        named = given if preset == "custom" else PRESETS[preset](lang)
        how = Text("；", "; ")(lang).join((named, METHODS[method](lang)))
        return SUBJECTS["score"](lang).format(how=how)
    measure = printed_measures().of(parsed.spec) if parsed.subject == "support" else None
    if measure is not None:
        return Text(measure.name.zh, measure.name.en)(lang)
    kind, _, criterion = parsed.subject.partition(".")
    if kind == "rule":
        rule = (
            RULES[parsed.spec](lang) if parsed.spec in RULES else _own(rule_of(parsed.spec), lang)
        )
        if not criterion:
            return SUBJECTS["rule"](lang).format(rule=rule)
        return SUBJECTS["criterion"](lang).format(name=LABELS[criterion](lang), rule=rule)
    if kind == "stands" and criterion:
        names = {one.indicator: one.label for tier in JUDGED_TIERS for one in countable(tier)}
        own = SUBJECTS[kind](lang)
        return SUBJECTS["criterion"](lang).format(name=names[criterion](lang), rule=own)
    if parsed.subject in SUBJECTS:
        return SUBJECTS[parsed.subject](lang)
    return Text("、", ", ")(lang).join(columns()[name].thing(lang) for name in parsed.names)


def _own(rule: Rule, lang: Lang) -> str:
    """A reader's own rule by the thresholds that differ from those in force."""
    moved = [
        f"{LABELS[name](lang)} {rule.threshold(name):g}"
        for name in THRESHOLDS
        if rule.threshold(name) != in_force().threshold(name)
    ]
    if rule.exempt != in_force().exempt:
        moved.append(NO_EXEMPTION(lang) if rule.exempt == NOBODY else _exempt(rule.exempt, lang))
    return OWN(lang).format(spec=Text("、", ", ")(lang).join(moved) or AS_OF_2026(lang))


def _exempt(column: str, lang: Lang) -> str:
    return EXEMPTION(lang).format(what=columns()[column].label(lang))


def _unit(parsed: Condition) -> Text:
    if parsed.subject == "score":
        return POINTS
    column = columns().get(parsed.subject)
    return NO_UNIT if column is None or column.name.endswith("_year") else column.unit


def _range(parsed: Condition, lang: Lang) -> str:
    """A template with room for subject and unit, its ends filled in."""
    low, above, below, high = ends_of(parsed.test)
    if not high:
        template = ABOVE if above else FROM
    elif not low:
        template = BELOW if below else UP_TO
    else:
        template = FROM_TO_BELOW if below else BETWEEN
    return template(lang).replace("{low}", low).replace("{high}", high)


def _value(parsed: Condition, value: str) -> Text:
    names = _names().get(parsed.subject)
    if names is not None:
        return names()[value]
    if parsed.subject == "stands":
        return STANDS[value]
    if parsed.subject.startswith(("rule", "stands")):
        return VERDICTS[value]
    if parsed.subject == "support":
        return ONE_SHORT if value == NEAR else STANDINGS[value]
    column = columns()[parsed.subject]
    if column.numeric or not column.labels:
        return YES_NO[value] if value in YES_NO and not column.numeric else same(value)
    return column.labels[value]


@cache
def _names() -> Mapping[str, Callable[[], Mapping[str, Text]]]:
    """What the values of a subject are called."""
    return {
        "tier": lambda: TIERS,
        "province_code": province_names,
        "city_code": city_names,
        "industry": industry_names,
        **dict.fromkeys(("section", "division", "group", "class"), industry_names),
        "cluster": lambda: {cluster.id: cluster.name for cluster in CLUSTERS},
        "rd_level": lambda: LEVELS,
        "e40": lambda: GROUPS,
    }
