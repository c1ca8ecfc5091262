"""Totals, quota, ties, the proposed list."""

from django.apps import AppConfig


class RankingConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.ranking"
    label = "ranking"
    verbose_name = "排名"
