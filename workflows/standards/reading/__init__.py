"""From the mapping a county brings to a Spec."""

from workflows.standards.reading.place import ReadingError
from workflows.standards.reading.whole import read_spec

__all__ = ["ReadingError", "read_spec"]
