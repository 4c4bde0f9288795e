"""Two to four groups of enterprises beside each other: indicators, and where they are.

Stands on filters and measures; exhibits import it.
"""
