"""The steps of an import in the browser, as HTML, and the routes that take files and corrections.

Stands on panels and below. Only the app imports it.
"""
