"""Briefings: chosen views as editable slides, as paper and on the screen.

Stands on rendering and the rest of travel. The tray of the card and the app import it.
"""
