"""The quadrant of two measures: its frame, cells, density, fit and composition.

Stands on filters, measures and printed figures; exhibits import it.
"""
