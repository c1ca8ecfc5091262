"""The workshop of standards: bring the county's table, see it checked, try it out, publish it."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.workshop"
    label = "workshop"
    verbose_name = "评定标准"
