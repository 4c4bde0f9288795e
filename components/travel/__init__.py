"""How a result leaves the atlas: downloads, pictures, briefings, signed frames.

Stands on rendering and below. Cards, panels, shell and http import it.
"""
