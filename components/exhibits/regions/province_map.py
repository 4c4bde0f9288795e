"""Map of the provinces: one metric of the enterprises that pass the filters."""

from components.parts.place_map import place_map
from data_layer.reference_figures.places import provinces_top10
from data_layer.vocabulary.text import Text

EXHIBIT = place_map(
    "province",
    title=Text("专精特新企业省份地图", "SRDI enterprises by province"),
    reading=Text(
        "颜色越醒目数值越大；点击省份可查看其城市并筛选全部图表。",
        "The stronger the colour, the larger the value. Click a province to see its "
        "cities and to filter every chart.",
    ),
    origin=("e15", "e16", "f_top3", "f_top10"),
    printed=provinces_top10,
    order=10,
)
