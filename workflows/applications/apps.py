"""Applications: data, self-evaluation, evidence, democratic procedure, commitment."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.applications"
    label = "applications"
    verbose_name = "申报"
