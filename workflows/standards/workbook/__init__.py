"""A standard as an Excel workbook that a clerk fills in, and back without loss."""

from workflows.standards.workbook.complaints import BookError, Complaint
from workflows.standards.workbook.files import from_workbook, template_workbook, to_workbook

__all__ = ["BookError", "Complaint", "from_workbook", "template_workbook", "to_workbook"]
