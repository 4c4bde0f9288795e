"""Shapes that several exhibits share, as plain figure dicts."""
