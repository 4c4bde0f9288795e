"""What of a column's cells does not plainly say the value that was read."""

from typing import Any

from components.intake import tags as html
from components.intake.check_words import WORDS
from components.intake.parts import counted
from data_layer.importer.cells.units import measure_of
from data_layer.intake.tally import ColumnPreview
from data_layer.vocabulary.schema import columns
from data_layer.vocabulary.text import Lang


def read_otherwise(column: ColumnPreview, lang: Lang) -> Any:
    """How many cells do not plainly say what was read of them, and the most frequent of these."""
    if not column.otherwise or column.column is None:
        return None
    schema = columns()[column.column]
    yes_no = {"true": WORDS["yes"](lang), "false": WORDS["no"](lang)}
    unit = f" {schema.unit(lang)}" if measure_of(schema) != "count" else ""
    pairs = (
        f"{one.text} → {yes_no.get(one.read, one.read).removesuffix('.0')}{unit}"
        for one in column.said
    )
    texts = ("；" if lang == "zh" else "; ").join(pairs)
    more = WORDS["more"](lang) if column.otherwise > sum(one.rows for one in column.said) else ""
    words = counted(WORDS["otherwise"], column.otherwise, lang, texts=texts + more)
    return html.Small(words, className="import-warn")
