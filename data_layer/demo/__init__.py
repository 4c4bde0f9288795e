"""The demonstration registry: generated enterprises that follow the published figures.

Stands on printed figures and vocabulary. Only the commands import it.
"""

from data_layer.demo.registry import BLOCK, blocks, build

__all__ = ["BLOCK", "blocks", "build"]
