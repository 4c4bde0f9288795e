"""Large registries on disk in the form that memory has: every process maps the same pages.

Numbers, flags and codes of enumerations lie in one file a column, in the order of the rows. Names
and ids stay in the Parquet file and are read for the rows that are shown.
"""
