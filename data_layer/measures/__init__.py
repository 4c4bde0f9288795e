"""Measures of rows: each is defined once, as Polars expressions over a lazy frame.

Knows the vocabulary alone; filters, topics, scoring, policy and the exhibits ask here.
"""
