"""What a rule of recognition says of the enterprises: verdicts, changes, the edge, its thresholds.

Stands on policy; exhibits import it.
"""
