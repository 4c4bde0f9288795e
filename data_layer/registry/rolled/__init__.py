"""A version that is a roll-up: its cubes and rows, and how they are read.

Part of registry; rollup, which makes such versions, imports its layout.
"""
