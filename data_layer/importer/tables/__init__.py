"""A file of any format to headings and batches of text rows.

Stands on cells and headings.
"""
