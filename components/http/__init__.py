"""Routes, what runs before and after every request, and the caches of answers.

Stands on everything in this layer. Only the app imports it.
"""
