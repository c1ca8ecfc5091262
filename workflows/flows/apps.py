"""The official procedures, one file each."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.flows"
    label = "flows"
    verbose_name = "流程"
