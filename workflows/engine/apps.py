"""The flow engine made ours."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EngineConfig(AppConfig):
    """Nodes, rights, transitions, the inbox and the clock: what every stage stands on."""

    name = "workflows.engine"
    label = "engine"
    verbose_name = "流程引擎"

    def ready(self) -> None:
        """Every stage's ``rules.py`` adds its rows to the table of rights; ticks look for what is overdue."""
        autodiscover_modules("rules")
        from .deadlines import CHORES
        from .escalating import escalate_overdue

        if escalate_overdue not in CHORES:
            CHORES.append(escalate_overdue)
