"""Department scores, countersignatures, the joint veto check, the lock."""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    """See the package's modules; the import order is the order of the procedure."""

    name = "workflows.scoring"
    label = "scoring"
    verbose_name = "评分"

    def ready(self):
        """Overdue countersignatures are chased with every tick."""
        from workflows.engine.deadlines import CHORES

        from .services.chasing import chase

        if chase not in CHORES:
            CHORES.append(chase)
