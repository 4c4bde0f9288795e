"""National beside provincial: sizes, shares, growth, and the form of such pairs.

Stands on filters, measures and printed figures; exhibits import it.
"""
