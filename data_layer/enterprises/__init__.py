"""The enterprises one by one: lists, records, profiles, neighbours.

Stands on registry and scoring. Exhibits, panels and downloads import it.
"""
