"""Support that finds enterprises: measures as rules over columns, printed or a region's own.

Stands on vocabulary and measures. Filters, topics and exhibits import it.
"""
