"""What stands on a page and is no card: grid, profile, calculator, weights, versions.

Stands on card and below. The shell, the pages and the app import it.
"""
