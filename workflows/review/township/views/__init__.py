"""Pages of the township's desk, one subject a file."""

from .matrix import MatrixView, OwnView

__all__ = ["MatrixView", "OwnView"]
