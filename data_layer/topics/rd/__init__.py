"""Research and development: bands of spending, benchmarks of intensity.

Stands on filters, measures and printed figures; exhibits import it.
"""
