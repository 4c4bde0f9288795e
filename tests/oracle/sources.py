"""What is on file, column by column."""

import pandas as pd

from tests.oracle.rows import (
    Asked,
    pct,
    table,
)


def data_dictionary(asked: Asked) -> pd.DataFrame:
    rows = asked.passed
    if rows.empty:
        return pd.DataFrame()
    names = [name for name in rows.columns if name in set(asked.given["column"])]
    records = [
        {
            "column": name,
            "filled_pct": pct(rows[name].count(), len(rows)),
            "values": rows[name].count(),
            "missing": rows[name].isna().sum(),
        }
        for name in names
    ]
    return table(records, "column")


ORACLES = {it.__name__: it for it in (data_dictionary,)}
