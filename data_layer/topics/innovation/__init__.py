"""Innovation: champions against the rest, correlations of indicators.

Stands on filters, measures and printed figures; exhibits import it.
"""
