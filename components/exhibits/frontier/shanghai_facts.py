"""Shanghai: R&D money, staff and platforms (s4)."""

from components.parts.fact_exhibit import fact_exhibit
from data_layer.vocabulary.text import Text

EXHIBIT = fact_exhibit(
    Text("上海：科技型中小微企业", "Shanghai: technology-based small enterprises"),
    Text(
        "一地的调查与统计。s4：企业研发资金占全社会研发经费由57.8%升至76.4%；受调研企业研发人"
        "员约占一半。",
        "Statistics and a survey of one city. s4: enterprises' share of R&D spending rose "
        "from 57.8% to 76.4%; about half of the staff surveyed work in R&D.",
    ),
    (
        "f_sh_rd_2015",
        "f_sh_rd_2020",
        "f_sh_pct",
        "f_sh_survey",
        "f_sh_rd_rev",
        "f_sh_staff_mean",
        "f_sh_staff_max",
        "f_sh_angel",
        "f_sh_platforms",
    ),
    note=Text("来源 s4；调查只有14家企业。", "Source s4; the survey is of 14 enterprises only."),
    order=90,
    bars=False,
)
