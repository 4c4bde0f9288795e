"""Scores of enterprises by dimension, ranks, and the types that follow from them.

Stands on filters and measures. Enterprises and the exhibits import it.
"""
