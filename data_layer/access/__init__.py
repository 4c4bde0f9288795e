"""Who may do what and see which rows, and the log of what was done.

Stands on filters and the settings. Components import it.
"""
