"""The department's score sheet as a workbook: out, and in again with a preview."""
