"""The frame of every page: navigation, filter bar, chips, breadcrumb.

Stands on panels and below. Pages, http and the app import it.
"""
