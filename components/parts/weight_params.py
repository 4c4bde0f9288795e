"""Parameters of the exhibits that score enterprises: preset, five sliders, kind of score."""

from collections.abc import Mapping

from components.charts.labels import wrapped
from components.contract.exhibit import Param, Params, View
from components.look.words import in_sentence
from data_layer.scoring.dimensions import COLUMNS, LABELS
from data_layer.scoring.scores import METHODS
from data_layer.scoring.weights import PRESETS, Weighting, default_weights, weighting
from data_layer.topics.innovation.scored import Scoring
from data_layer.vocabulary.text import Text

SCOPE = "weights"
PRESET = Param("preset", Text("权重方案", "Weights"), "custom", options=PRESETS, scope=SCOPE)
METHOD = Param("score", Text("评分", "Score"), "median", options=METHODS, scope=SCOPE)
SLIDERS = tuple(
    Param(
        dimension,
        label,
        f"{default_weights()[dimension]:g}",
        low=0,
        high=100,
        step=1,
        slider=True,
        scope=SCOPE,
    )
    for dimension, label in LABELS.items()
)
PARAMS = (PRESET, METHOD, *SLIDERS)
DEFAULTS = {slider.name: float(slider.default) for slider in SLIDERS}
MOVED = Text("自定权重", "own weights")
IN_USE: Mapping[str, Text] = {
    id: Text(f"{name.zh}的权重", f"weights for {in_sentence(name.en)}")
    for id, name in PRESETS.items()
} | {
    "e24": Text("图表24的权重", "weights of exhibit 24"),
    "by_sector": Text("各企业所属产业的权重", "weights of each enterprise's sector"),
}
"""How a sentence names the weights of a preset."""
AXIS_WIDTH = 44
REQUIRES = ("tier", *COLUMNS)

NOTE = Text(
    "企业得分：各维度 100×min(1, 数值÷全库国家级中位数)，或在筛选后企业中的百分位"
    "（低于它的加一半等于它的），按权重加权平均。权重归一为100；缺失维度不计，其权重分给其余维度。"
    "图表34只给出专利与软著两个权重：分别作技术实力与数字化能力的权重，"
    "其余按图表24的比例分给另三个维度（以图表24自身的25%与10%代入即得图表24）。"
    "“按各企业所属产业”：电子、电力装备、高端装备用硬科技制造，通用设备与基础制造用基础制造，"
    "产业未知的用图表24。",
    "Score of an enterprise: in each dimension 100 x min(1, value / median of the registry's "
    "national tier), or its percentile rank among the enterprises that pass the filters (those "
    "below and half of those equal), averaged by the weights. Weights are normalised to 100; a "
    "missing dimension is left out and its weight goes to the others. Exhibit 34 prints two "
    "weights, for patents and software copyrights: they stand for technological strength and "
    "digital capability, and the other three dimensions share the rest as in exhibit 24 (whose own "
    "25% and 10% give exhibit 24 back). By sector: electronics, power and high-end equipment take "
    "hard tech; general equipment and basic manufacturing take basic manufacturing; unknown "
    "sectors take exhibit 24.",
)


def chosen(params: Params) -> Weighting:
    """The weighting that the parameters ask for."""
    return weighting(params["preset"], {d: float(params[d]) for d in LABELS})


def scoring(params: Params) -> Scoring:
    """How the parameters score enterprises."""
    return Scoring(chosen(params), params["score"])


def weights_in_words(params: Params) -> Text:
    """Which score and weights are in use, in words."""
    sliders = params["preset"] == PRESET.default
    moved = [float(params[name]) for name in DEFAULTS] != [*DEFAULTS.values()]
    weights = (MOVED if moved else IN_USE["e24"]) if sliders else IN_USE[params["preset"]]
    method = METHODS[params["score"]]
    return Text(f"{weights.zh}，{method.zh}", f"{weights.en}, {method.en.lower()}")


def in_use(view: View, width: int = AXIS_WIDTH, lines: int = 3) -> str:
    """The same as a line below a chart."""
    words = weights_in_words(view.params)(view.lang)
    return wrapped(view.say(f"得分的算法：{words}", f"How scores are made: {words}"), width, lines)
