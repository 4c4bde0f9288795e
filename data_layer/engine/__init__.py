"""How rows are counted: shares, quantiles, correlations, each defined once.

Stands on vocabulary. Every room above that measures rows imports it.
"""
