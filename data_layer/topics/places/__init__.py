"""Provinces, cities and regions: how many enterprises, and how good.

Stands on filters, measures and printed figures; exhibits import it.
"""
