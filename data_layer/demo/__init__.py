"""The demonstration registry: generated enterprises that follow the published figures."""

from data_layer.demo.registry import build

__all__ = ["build"]
