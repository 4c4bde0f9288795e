"""Who qualifies for measures of support: counts, places, lists, one enterprise.

Stands on policy and measures; exhibits of /support and of profiles ask it.
"""
