"""The keys of an address, what they ask of a row, and how many rows each option has.

Stands on the measures. Every room above, and components, import it.
"""
