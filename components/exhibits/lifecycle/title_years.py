"""In which years titles were given, and in which they end."""

import polars as pl

from components.charts.grouped import Panel, Series, grouped
from components.charts.sentences import UNSAID, leaders, sentence
from components.claims.sentence import AltText
from components.contract.counted import Members
from components.contract.exhibit import Exhibit, Figure, Param, View
from components.contract.queries import of_rows
from components.contract.sample import total
from components.look.theme import TIER_COLORS
from components.parts.lifecycle_words import ASSUMED
from data_layer.topics.lifecycle.titles import by_year
from data_layer.vocabulary.fields import ENTERPRISES, Field, count
from data_layer.vocabulary.terms import PAIR, TIERS
from data_layer.vocabulary.text import Text

TIER = Param("tier", Text("层级", "Tier"), "national", options={tier: TIERS[tier] for tier in PAIR})
WHAT = {
    "given": Text("认定（进入名单）", "Recognised (entered)"),
    "ending": Text("到期（须复核）", "Ending (re-review)"),
}


def _column(what: str, tier: str) -> Field:
    zh, en = WHAT[what].zh.partition("（")[0], WHAT[what].en.partition(" (")[0]
    return count(
        f"{what}_{tier}", Text(f"{TIERS[tier].zh}{zh}", f"{TIERS[tier].en}, {en}"), ENTERPRISES.unit
    )


FIELDS = (
    Field("year", Text("年份", "Year"), key=True),
    *(_column(what, tier) for what in WHAT for tier in PAIR),
    count("year_missing", Text("认定年份未填报", "No year of recognition"), ENTERPRISES.unit),
    count("until_missing", Text("有效期不详", "Validity unknown"), ENTERPRISES.unit),
)


def figure(view: View) -> Figure:
    """Two panels of bars by year, of the tier that is chosen."""
    tier = view.params["tier"]
    color, panels = TIER_COLORS[view.theme][tier], []
    for what, title in WHAT.items():
        rows = view.frame.filter(pl.col(f"{what}_{tier}") > 0)
        values = rows[f"{what}_{tier}"].to_list()
        clicks = [_click(what, tier, year) for year in rows["year"]]
        series = Series(TIERS[tier](view.lang), color, values, clicks=clicks)
        panels.append(Panel(rows["year"].to_list(), [series], "", title=title(view.lang)))
    return grouped(view, [panel for panel in panels if panel.labels] or panels, legend=False)


def _click(what: str, tier: str, year: str) -> str:
    """As the counts lead: a batch gives a year too, which `recognised` does not ask for."""
    key = "valid:" if what == "ending" else "where:given:"
    return f"{key}{year}..{year}&tier:{tier}"


def alt(view: View) -> AltText:
    """The years in which most titles of the two tiers end."""
    rows = Text("个年份", "years")
    claims = [
        leaders(
            view,
            "year",
            f"ending_{tier}",
            where=pl.col(f"ending_{tier}") > 0,
            rows=rows,
            what=Text(f"{TIERS[tier].zh}到期企业数", f"{TIERS[tier].en} titles ending"),
            call=lambda row: Text(f"{row['year']}年", str(row["year"])),
        )
        for tier in PAIR
    ]
    claimed = [claim for claim in claims if claim is not None]
    return sentence(view, *claimed) if claimed else UNSAID


EXHIBIT = Exhibit(
    title=Text("每年认定与到期的称号", "Titles given and ending, year by year"),
    reading=Text(
        "左图看哪一年进入名单的多，右图看哪一年到期须复核的多。",
        "Left, when enterprises entered the list; right, when their titles end and a re-review is "
        "due.",
    ),
    origin=("f_batches", "f_build_stage", "f_lg_2024"),
    fields=FIELDS,
    members=Members(
        row="",
        columns={f"given_{tier}": f"tier={tier}&where=given:{{year}}..{{year}}" for tier in PAIR}
        | {f"ending_{tier}": f"tier={tier}&valid={{year}}..{{year}}" for tier in PAIR},
        whole={
            "year_missing": f"tier={','.join(PAIR)}&where=given:missing",
            "until_missing": f"tier={','.join(PAIR)}&where=valid_until:missing",
        },
    ),
    query=of_rows(by_year),
    figure=figure,
    alt=alt,
    sample=total("ending_national", "ending_provincial"),
    params=(TIER,),
    requires=("tier", "valid_until"),
    note=ASSUMED,
    width="half",
    height=320,
    order=11,
)
