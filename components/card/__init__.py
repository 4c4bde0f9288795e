"""The card of an exhibit: its controls, its answer, its foot, share and tray.

Stands on travel and below. Panels, stories, shell, pages and http import it.
"""
