"""The life of a title: when it was given, whether it is in force, due or lapsed, cohorts.

Stands on policy; exhibits import it.
"""
