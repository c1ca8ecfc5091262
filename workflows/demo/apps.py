"""The fictional county and its rounds."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.demo"
    label = "demo"
    verbose_name = "演示"
