"""What the sources print, and where they contradict themselves.

Stands on vocabulary. Topics, scoring, policy, demo and calibration import it, and exhibits.
"""
