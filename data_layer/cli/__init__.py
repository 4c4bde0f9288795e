"""The commands of app.py over the data folder.

Stands on every room of this layer. Only the app imports it.
"""
