"""Applications: data, self-evaluation, evidence, democratic procedure, commitment."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.applications"
    label = "applications"
    verbose_name = "申报"

    def ready(self):
        """What nobody finished sending is cleared away with the ticks."""
        from documents.resumable.services import clear_away
        from workflows.engine.deadlines import CHORES

        if clear_away not in CHORES:
            CHORES.append(clear_away)
