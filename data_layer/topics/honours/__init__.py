"""Honours of enterprises: which are held, by tier, and how often together.

Stands on filters, measures and printed figures; exhibits import it.
"""
