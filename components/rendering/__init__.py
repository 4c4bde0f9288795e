"""A result as figure, table, caption, citation, and held against what is printed.

Stands on charts, contract and look. Whatever shows or sends a result imports it.
"""
