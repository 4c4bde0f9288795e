"""Frames as CSV, JSON, Parquet and workbooks.

Stands on vocabulary. Downloads, the API, the importer and the commands import it.
"""
