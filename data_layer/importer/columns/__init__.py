"""Which column of a file feeds which column of the schema, and the text of its cells.

Stands on tables; a list with a column a tier is one of its cases.
"""
