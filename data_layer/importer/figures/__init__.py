"""Figures of provinces and years from outside: read, checked, stored beside the versions.

Stands on tables. Exhibits read what is stored.
"""
