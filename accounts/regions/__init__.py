"""行政区划: reading lists, loading them, and what becomes of a region afterwards."""

from accounts.regions.changes import abolish, merge, move, rename
from accounts.regions.loading import LoadReport, load
from accounts.regions.reading import read

__all__ = ["LoadReport", "abolish", "load", "merge", "move", "read", "rename"]
