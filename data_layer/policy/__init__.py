"""The recognition criteria of 2026, and which enterprises meet them.

Stands on measures and printed figures. Exhibits, the calculator and cli import it.
"""
