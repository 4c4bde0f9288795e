"""The demonstration registry: generated enterprises that follow the published figures.

Stands on registry and printed figures. The commands import it, and the contract its patents.
"""

from data_layer.demo.registry import BLOCK, blocks, build

__all__ = ["BLOCK", "blocks", "build"]
