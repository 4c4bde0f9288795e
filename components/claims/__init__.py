"""What a sentence asserts of the figures beside it, as values that can be held against them.

Stands on look and data_layer. The contract and every room above may import it.
"""
