"""Batches of text to rows of the schema: rejects, questions, repeated rows, origins.

Stands on columns; the import (`run`) puts reading and rows together.
"""
