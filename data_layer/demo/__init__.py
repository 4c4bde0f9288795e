"""The demonstration registry: generated enterprises that follow the published figures."""

from data_layer.demo.registry import BLOCK, blocks, build

__all__ = ["BLOCK", "blocks", "build"]
