"""Pages of the township's desk, one subject a file."""

from .matrix import MatrixView, OwnView
from .pack import OrderView, PackView, SignPackView, request_paper
from .passing import PassView

__all__ = ["MatrixView", "OrderView", "OwnView", "PackView", "PassView", "SignPackView", "request_paper"]
