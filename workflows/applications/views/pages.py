"""The pages of the draft: the task list, and the pages that are saved field by field or as a whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from workflows.engine.actions import Action
from workflows.engine.rights import may

from ..checking import Checking
from ..drafts import Draft
from ..fields import COVER, PROCEDURE, Path
from ..models import Application
from ..pages import PageForm
from ..progress import stations, what_next
from ..questions import basics_of, figure_paths, figures_of
from ..sections import unconfirmed
from ..services.filling import save_fields
from ..services.writing import Stale
from ..shelves import photo_shelves
from ..wording import words_for
from .access import DraftMixin, frame_of, read_draft


class TaskListView(DraftMixin, TemplateView):
    """我的申报: what is done, what is missing, where to go on."""

    template_name = "applications/task_list.html"

    def get_context_data(self, **kwargs) -> dict:
        draft = read_draft(self.application)
        return super().get_context_data(
            **frame_of(draft, self.request.user),
            checking=Checking(self.application),
            stations=stations(self.application),
            what_next=what_next(self.application),
            following=next(iter(draft.open_units), None),
            unconfirmed=unconfirmed(self.application),
            may_confirm=may(self.request.user, Action.CONFIRM_FILLED, self.application),
            can_ask=may(self.request.user, Action.ASK_FOR_HELP, self.application).ok,
            has_bonus=any(item.evidence for item in self.application.spec.bonus),
            **kwargs,
        )


class PageView(DraftMixin, TemplateView):
    """A page made of fields: without scripts it is saved as a whole, with them field by field."""

    def paths(self) -> list[Path]:
        """The fields of this page."""
        raise NotImplementedError

    def page_context(self, form: PageForm, draft: Draft) -> dict[str, Any]:
        """What the template shows beside the form."""
        return {}

    def next_url(self) -> str:
        """Where saving goes on to."""
        return reverse("applications:edit", args=[self.application.pk])

    def get_context_data(self, *, form: PageForm | None = None, **kwargs) -> dict:
        draft = read_draft(self.application)
        form = form or PageForm(application=self.application, paths=self.paths())
        context = frame_of(draft, self.request.user) | self.page_context(form, draft)
        return super().get_context_data(form=form, **context, **kwargs)

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """Save what can be taken; what cannot stays on the page with its reason and everything that was typed."""
        form = PageForm(request.POST, application=self.application, paths=self.paths())
        refused = self.save(form)
        if form.errors or refused:
            self.reread()
            return self.render_to_response(self.get_context_data(form=form, conflicts=refused), status=422)
        return redirect(self.next_url())

    def save(self, form: PageForm) -> list[dict]:
        """Write the changes; answers with the fields that somebody else changed meanwhile."""
        try:
            save_fields(
                application=self.application,
                by=self.request.user,
                version=seen_version(form.data),
                fields=form.changes(),
            )
        except Stale as stale:
            return [
                {
                    "label": form.fields[str(one.path)].label,
                    "value": worded(form.fields[str(one.path)], one.value),
                    "by": one.by_name,
                }
                for one in stale.conflicts
            ]
        return []


def seen_version(data) -> int:
    """The version of the draft that the page was made from; 0 where it does not say, so that nothing is overwritten."""
    version = data.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0


def worded(field, value) -> str:
    """A stored value as a person reads it."""
    raw = [one for one in field.raw(value) if one]
    names = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return "、".join(names.get(one, one) for one in raw) or "（空）"


class CoverView(PageView):
    """封面和基本情况."""

    template_name = "applications/cover.html"

    def paths(self) -> list[Path]:
        return [*(Path("cover", name) for name in COVER), *figure_paths(basics_of(self.application.spec))]

    def page_context(self, form: PageForm, draft: Draft) -> dict[str, Any]:
        return {
            "contacts": [form[f"cover.{name}"] for name in COVER],
            "figures": figures_of(form, basics_of(self.application.spec)),
            "belts": belts_of(self.application),
        }


def belts_of(application: Application) -> str:
    """The belts (示范带) on which the applicant lies."""
    return "、".join(belt.name for belt in application.region.belts.all())


class StatementsView(PageView):
    """创建情况: a text for each of the five models."""

    template_name = "applications/statements.html"

    def paths(self) -> list[Path]:
        return [Path("statements", one.code) for one in self.application.spec.dimensions]

    def page_context(self, form: PageForm, draft: Draft) -> dict[str, Any]:
        return {"texts": [(one, form[f"statements.{one.code}"]) for one in self.application.spec.dimensions]}


class ProcedureView(PageView):
    """民主程序: meetings, resolution, notice, and their papers."""

    template_name = "applications/procedure.html"

    def paths(self) -> list[Path]:
        return [Path("procedure", name) for name in PROCEDURE]

    def page_context(self, form: PageForm, draft: Draft) -> dict[str, Any]:
        return {
            "words": words_for(self.application.round.kind),
            "fields": {name: form[f"procedure.{name}"] for name in PROCEDURE},
            "shelves": photo_shelves(self.application),
        }
