"""Large registries on disk in the form that memory has: every process maps the same pages.

Numbers, flags, codes and texts lie in files of one column each, in the order of the rows.
"""
