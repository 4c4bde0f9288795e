"""Find anything: what a reader types as filters and a chart, and as lists of what it names.

Stands on the contract and data_layer. The routes import it.
"""
