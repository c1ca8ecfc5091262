"""The official procedures, one file each."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.flows"
    label = "flows"
    verbose_name = "流程"

    def ready(self) -> None:
        """A department's unfinished work follows its duties."""
        from accounts.departments.reform import AFTER_MERGER
        from workflows.engine.deadlines import CHORES

        from .merging import take_over, take_over_all

        if take_over not in AFTER_MERGER:
            AFTER_MERGER.append(take_over)
            CHORES.append(take_over_all)
