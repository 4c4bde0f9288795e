"""Scores of enterprises by dimension, ranks, and the types that follow from them.

Stands on measures and printed figures. Filters, topics and the exhibits import it.
"""
