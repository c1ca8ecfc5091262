"""Public notices and objections."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.publicity"
    label = "publicity"
    verbose_name = "公示"
