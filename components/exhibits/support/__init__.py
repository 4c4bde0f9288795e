"""Exhibits of the page on support: which measures there are, and for whom.

Stand on parts and below; the catalogue finds them.
"""
