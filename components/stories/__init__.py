"""The report read as stories: a chapter a page, of texts whose numbers are filled, and live charts.

Stands on the card. Pages import it.
"""
