"""Receipts: where one number comes from, as a code that says how to compute it again.

Stands on contract and rendering. Downloads, pictures, slides, cards and routes import it.
"""
