"""Township review and county acceptance."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.review"
    label = "review"
    verbose_name = "审核"
