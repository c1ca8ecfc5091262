"""Decision, naming, report to the superior, its result."""

from django.apps import AppConfig


class DesignationConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.designation"
    label = "designation"
    verbose_name = "命名"
