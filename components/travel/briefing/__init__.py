"""Briefings: chosen views as editable slides, as paper and on the screen."""
