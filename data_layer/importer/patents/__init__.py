"""A list of patents: read, checked, stored as a version of the same enterprises.

Stands on tables.
"""
