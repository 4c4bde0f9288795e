"""Versions of a registry on disk, their stored answers, and what processes share.

Stands on filters and the measures. Enterprises, importer, rollup and components import it.
"""
