"""Words that name a leader, an order or a multiple stand in claims, or are said to be the report's.

Titles, readings, notes and the plain parts of sentences are read; claims are evaluated in
test_claims.py. What a reading says of the report is held against the printed figures here.
"""

import re
from typing import Any

import polars as pl
import pytest

from components.claims.sentence import Sentence
from components.contract.catalogue import exhibits
from components.contract.workspace import Workspace
from data_layer.filters.filters import Filters
from data_layer.filters.query import Query
from data_layer.reference_figures import tables as reference
from data_layer.registry.settings import Settings

IDS = sorted(exhibits())
CLAIMING = {
    "zh": re.compile(
        r"最[高低多少大小强早晚]|最接近|领先|居首|第一(?=[，。；是为])|均(?=[为超高低在不领])|全部|全面|都(?=[高低超])"
        r"|[\d.一二两三四五六七八九十半数]+倍|翻[倍番]|[高低多少早晚]于|更[高低多少早大小]|超过|一半|普遍|始终|多数|[增减升降]至"
    ),
    "en": re.compile(
        r"\b(highest|lowest|most|least|largest|smallest|strongest|leads?|leading|first|all|times"
        r"|more than|fewer than|less than|twice|half|higher|lower|above|below|every|always|ahead"
        r"|outnumber\w*|rose|fell|grew|several)\b",
        re.IGNORECASE,
    ),
}
NOTED = {
    "zh": re.compile(r"领先|居首|更[高多早]|普遍|始终|多数|[二两三四五六七八九数]倍"),
    "en": re.compile(r"\b(leads?|leading|ahead|always|twice|outnumber\w*|grew)\b", re.IGNORECASE),
}
"""In notes, which define, only words that no definition needs."""
OF_THE_SOURCES = {
    "zh": re.compile(r"((报告|来源|s\d)：.*)|((正文|报告)[^；。]*(写道|印出|自相矛盾).*)"),
    "en": re.compile(
        r"((The report|The sources|s\d): .*)"
        r"|((The (text|report)|whose text|its text)[^.]*(prints|contradicts|says|reads|writes).*)"
    ),
}
DEFINITIONS = {
    "zh": (
        "企业数不低于平均，国家级占比不低于全体",  # what is drawn top right
        "七项指标最接近的十家",  # which rows are listed
        "全部字段",
        "低于本企业的同行加一半相同者",
        "不足1倍的荣誉在省级更普遍",  # how to read a ratio below 1
        "筛选全部图表",
        "超过30%的企业不在报告的标杆之内",
        "占比以该层级全部企业为分母",
        "负值表示乙组领先",
        "按层级看时，国家级占比恒为100或0",
        "要更高的阈值才行",
        "名次变化最大的企业",  # what is listed
        "全部企业的四象限",
        "荣誉差距倍数",
    ),
    "en": (
        "no lower a little-giant share than all together",
        "open criteria first",
        "the larger the ratio",
        "is a larger ratio",
        "every criterion",
        "peers below it and half of those equal to it",
        "All columns",
        "Every figure in the text",
        "The higher the ratio",
        "below 1 it is more common in the provincial tier",
        "a higher little-giant share. Click",
        "every chart",
        "the path on top leads back",
        "Each step leads to",
        "comes first",
        "every change is 0",
        "above 30% are outside the report's benchmarks",
        "the larger of the two",
        "larger the gap between the tiers",
        "All published figures",
        "Below are the report's",
        "above the share of the national tier in the same band",
        "every enterprise of the tier",
        "negative where B leads",
        "Lead indicators",
        "Largest changes of rank",
        "an equipment cluster led by its largest",
        "the little-giant share is always 100 or 0",
        "exhibit 24 at first",
        "Leading the drafting of standards",
    ),
}
"""Phrases that define a chart or a list, whatever the data."""


@pytest.fixture(scope="module")
def workspace(demo_home: Any) -> Workspace:
    return Workspace.open(Settings(home=demo_home))


def _left(words: str, lang: str, pattern: re.Pattern[str]) -> list[str]:
    """Claiming words beside those of the sources and of definitions."""
    kept = OF_THE_SOURCES[lang].sub("", words)
    for phrase in DEFINITIONS[lang]:
        kept = kept.replace(phrase, "")
    return [match.group(0) for match in pattern.finditer(kept)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", IDS)
def test_titles_readings_and_notes_claim_nothing_of_the_registry(id: str, lang: Any) -> None:
    exhibit = exhibits()[id]
    assert _left(exhibit.title(lang), lang, CLAIMING[lang]) == []
    assert not re.search(r"越.{1,6}越|[Tt]he higher .* the more", exhibit.title(lang))
    assert _left(exhibit.reading(lang), lang, CLAIMING[lang]) == []
    if exhibit.note:
        assert _left(exhibit.note(lang), lang, NOTED[lang]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("id", IDS)
def test_plain_words_of_sentences_claim_nothing(workspace: Workspace, id: str, lang: Any) -> None:
    exhibit = exhibits()[id]
    for query in ("", "tier=national&province=320000,440000", "tier=provincial&industry=C39"):
        result = workspace.run(exhibit, Query(Filters.from_query(query)))
        if result.lacking or result.frame.is_empty():
            continue
        said = exhibit.alt(result.view(lang))
        plain = said.plain if isinstance(said, Sentence) else (said,)
        codes = [f for f in exhibit.fields if f.names() and f.name in result.frame.columns]
        names = {label(lang) for field in codes for label in field.names().values()}
        for words in plain:
            for name in sorted(names, key=len, reverse=True):
                words = words.replace(name, "")
            assert _left(words, lang, CLAIMING[lang]) == [], words


def _column(table: str, column: str) -> list[float]:
    return reference.table(table)[column].to_list()


def test_what_readings_say_of_champions_is_printed() -> None:
    means = reference.table("e40_little_giant_vs_champion")
    ratio = pl.col("champion_mean") / pl.col("little_giant_mean")
    ranked = means.select("indicator", ratio=ratio).sort("ratio", descending=True)
    assert means.height == 22
    assert ranked["ratio"].min() > 1  # ty: ignore[unsupported-operator]
    assert ranked["indicator"].head(2).to_list() == ["涉外专利量", "PCT申请量"]
    assert [round(r) for r in ranked["ratio"].head(2)] == [18, 18]  # 18.5, halves to even; 17.7
    by_name = dict(ranked.iter_rows())
    leads = [by_name[n] for n in ("专利总量", "发明授权量", "参保人数", "注册资本")]
    assert all(5.9 < r < 7.1 for r in leads)
    assert round(by_name["软件著作权"], 1) == 1.1
    assert ranked["indicator"].tail(2).to_list() == ["软件著作权", "发明专利授权率"]
    assert round(by_name["发明专利授权率"], 1) == 1.1


def test_what_readings_say_of_tiers_is_printed() -> None:
    medians = reference.table("e26_core_medians").sort("ratio", descending=True)["indicator"]
    assert medians.head(2).to_list() == ["发明授权数量", "发明申请数量"]
    assert medians.to_list()[-1] == "软件著作权总数"
    gaps = reference.table("e30_dimension_scores").sort("gap_pct", descending=True)
    assert gaps.select("dimension", "gap_pct").row(0) == ("创新质量", 77.8)
    assert gaps.select("dimension", "gap_pct").row(-1) == ("数字化能力", 50.0)
    assert gaps["provincial_score"].max() < 100  # ty: ignore[unsupported-operator]
    bands = {
        b: (n, p)
        for b, n, p in reference.table("e05_insured_bands")
        .select("band", "national_pct", "provincial_pct")
        .iter_rows()
    }
    assert bands["101—200人"][0] + bands["201—500人"][0] > 50
    assert 45 < bands["0—50人"][1] < 50
    capital = reference.table("e26_core_medians").filter(pl.col("indicator") == "注册资本")
    assert capital["ratio"].item() == 2.89
    growth = reference.table("e11a_revenue_growth")
    assert (growth["national_median_pct"] > growth["provincial_median_pct"]).all()
    assert growth["national_median_pct"][2] < growth["national_median_pct"][1]
    assert growth["provincial_median_pct"][2] < growth["provincial_median_pct"][1]
    assert _column("e11b_rd_ratio_by_year", "gap_pp") == [1.4, 1.4, 1.4]
    holding = dict(reference.table("e07_standards_holding").select("group", "holding_pct").rows())
    assert holding["国家级"] > 80
    assert holding["省级"] < 50
    levels = reference.table("e09_tech_evaluation")
    assert levels.filter(pl.col("evaluation") == "达到国际水平")["ratio"].item() == 3.6


def test_what_readings_say_of_places_and_industries_is_printed() -> None:
    provinces = reference.table("e16_provinces_top10")
    shares = provinces.sort("national_share_of_all_pct", descending=True)
    assert shares["province"][0] == "江苏省"
    best = provinces.sort("little_giant_share_within_pct", descending=True)
    assert best["province"][0] == "浙江省"
    clusters = reference.table("e17_clusters")
    for column in ("enterprises_10k", "little_giant_share_within_pct"):
        assert clusters.sort(column, descending=True)["cluster"][0] == "长三角"
    cities = {c: (s, m) for _, c, s, m in reference.table("e19_cities").iter_rows()}
    for small in ("苏州市", "无锡市", "常州市"):
        for large in ("北京市", "上海市", "深圳市"):
            assert cities[small][0] < cities[large][0]
            assert cities[small][1] > cities[large][1]
    strategic = reference.table("e23_strategic_subclasses")
    top = strategic.sort("little_giant_share_pct", descending=True)
    assert top["industry"][0] == "电子专用材料制造"
    assert top["little_giant_share_pct"].min() > 10.57  # ty: ignore[unsupported-operator]
    assert reference.table("e20_industries_top12")["industry"].head(3).to_list() == [
        "科技推广和应用服务业",
        "软件和信息技术服务业",
        "研究和试验发展",
    ]


def test_what_readings_say_of_research_and_honours_is_printed() -> None:
    bands = reference.table("e28_rd_bands")
    for column in ("patents_median", "grants_median", "national_share_pct"):
        assert bands[column].is_sorted(descending=True)
    honours = reference.table("e06_honours").filter(pl.col("honour") != "专精特新“小巨人”")
    assert honours.sort("gap_pp", descending=True)["honour"][0] == "企业技术中心"
    assert honours.filter(pl.col("honour") == "科技型中小企业")["gap_pp"].item() < 0
    evaluated = reference.table("e10_evaluation_vs_grants")
    assert evaluated["gap_pct"].to_list() == [19, 50]
    targets = reference.table("e52_talent_strategy").sort("rd_staff_target_pct")["sector"]
    assert (targets[0], targets[-1]) == ("硬科技制造", "软件信息")
    assert 2 < 19.6 / reference.fact_value("f_rd_lg_s5") < 3
    rounds = [reference.fact_value(f"f_vc_{n}") for n in range(1, 7)]
    assert rounds[0] <= -85
    assert rounds[1] <= -85
    assert rounds[5] == 257
    fields = {n: reference.fact_value(f"f_frontier_{n}") for n in range(1, 7)}
    assert max(fields, key=fields.__getitem__) == 2, "biomanufacturing"
    assert min(fields, key=fields.__getitem__) == 6, "6G"
    assert 36 / 76 < 0.5, "the high-tech enterprises of Yuanshi, e55"
    assert reference.table("e55_yuanshi_cluster")["value"].head(3).to_list() == [76, 43, 36]
