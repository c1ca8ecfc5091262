"""``manage.py draw_flows``: writes docs/flows/*.svg, *.bpmn and docs/permissions.md and docs/vocabulary.md from the code."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from workflows.engine.diagram import bpmn_of, drawing_of
from workflows.flows.documentation import permissions_page, vocabulary_page
from workflows.flows.editions import all_flows


class Command(BaseCommand):
    """What it writes is committed; a test fails when it is out of date."""

    help = "由代码生成流程图和权限表"

    def handle(self, **_):
        docs = settings.BASE_DIR / "docs"
        for flow_class in all_flows():
            self.write(docs / "flows" / f"{flow_class.__name__}.svg", drawing_of(flow_class))
            self.write(docs / "flows" / f"{flow_class.__name__}.bpmn", bpmn_of(flow_class))
        self.write(docs / "permissions.md", permissions_page())
        self.write(docs / "vocabulary.md", vocabulary_page())

    def write(self, path: Path, text: str) -> None:
        """One file, and its name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.stdout.write(str(path.relative_to(settings.BASE_DIR)))
