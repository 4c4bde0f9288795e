"""One place or one industry: what it is known for, how it ranks, against the nation.

Stands on measures, filters and scoring; the exhibits of a place's or industry's page ask it.
"""
