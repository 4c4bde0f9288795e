"""The words of the data: schema, fields, places, industries, texts in two languages.

Knows nothing else. Everything may import it.
"""
