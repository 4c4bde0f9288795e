"""A file opened for conversion: columns bound, units decided, odd rows set aside.

Stands on columns.
"""
