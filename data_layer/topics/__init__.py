"""The query of each exhibit, in a folder for each topic.

Stands on filters, measures and printed figures. Only exhibits and their parts import it.
"""
