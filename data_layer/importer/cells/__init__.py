"""The text of one cell to a value: numbers and their units, days, places, industries, titles.

Stands on vocabulary alone; every other room of the importer imports it.
"""
