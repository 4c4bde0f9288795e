"""Files brought through the browser: looked at, corrected, imported in a process of their own.

Stands on importer and registry. components/intake and the commands import it.
"""
