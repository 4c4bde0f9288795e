"""The space of industries: which divisions live in the same cities, and what cities are near to.

Stands on measures; exhibits of /space ask it.
"""
