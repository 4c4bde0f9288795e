"""Forms of charts as plain figure dicts, and a sentence that says each.

Stands on contract and look. Exhibits import it, and what draws an exhibit.
"""
