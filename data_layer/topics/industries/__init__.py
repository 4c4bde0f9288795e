"""Industries: totals, rankings, the matrix with clusters, doubly high ones.

Stands on filters, measures and printed figures; exhibits import it.
"""
