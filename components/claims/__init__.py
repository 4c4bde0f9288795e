"""What a sentence asserts of the figures beside it, as values that can be held against them.

Stands on look and data_layer. The contract, charts, parts and exhibits import it.
"""
