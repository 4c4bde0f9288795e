"""What headings mean, and what a mapping file says instead; proposals where neither says anything.

Stands on cells.
"""
