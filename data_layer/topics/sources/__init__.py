"""The data dictionary: which columns there are, and how much of each is filled.

Stands on filters, measures and printed figures; exhibits import it.
"""
