"""Exhibits of the space of industries; the catalogue finds them.

Stand on parts and below.
"""
