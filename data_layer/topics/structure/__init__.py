"""Age, capital, staff, growth, standards and evaluations of enterprises.

Stands on filters, measures and printed figures; exhibits import it.
"""
