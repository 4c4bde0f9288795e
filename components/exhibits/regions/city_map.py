"""Map of the cities, of all China or of the one province that is chosen."""

from components.parts.place_map import place_map
from data_layer.reference_figures.places import cities_top
from data_layer.vocabulary.text import Text

EXHIBIT = place_map(
    "city",
    title=Text("专精特新企业城市地图", "SRDI enterprises by city"),
    reading=Text(
        "颜色越醒目数值越大；选中一个省份时只画该省的城市，点击城市即加入筛选。",
        "The stronger the colour, the larger the value. With one province chosen only its "
        "cities are drawn; click a city to filter by it.",
    ),
    origin=("e19", "f_city4", "f_city_yrd8", "f_city_mid4"),
    printed=cities_top,
    order=11,
)
