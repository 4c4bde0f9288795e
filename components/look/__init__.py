"""Colours, type, and numbers in words: how the atlas looks and writes.

Knows nothing of the atlas. Every room of this layer may import it.
"""
