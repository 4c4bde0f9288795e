"""Support that finds enterprises: measures as rules over columns, printed or a region's own.

Stands on vocabulary, measures and the registry's settings; topics and exhibits may import it.
"""
