"""对应上年: which question of the version before a renamed one is."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from workflows.standards.comparing import suggestions
from workflows.standards.workbook.parts import BY_KEY

from ..presenting import version_before
from ..services.editing import RowError, map_questions
from .access import changeable

NEW = "-"


@dataclass(frozen=True)
class Question:
    """A code that the version before did not have."""

    key: str
    code: str
    name: str
    chosen: str  # a code of before, or NEW
    why: str
    confirmed: bool

    @property
    def field(self) -> str:
        return f"{self.key}|{self.code}"


class MappingView(TemplateView):
    template_name = "workshop/mapping.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.standard = changeable(request, kwargs["pk"])
        self.before = version_before(self.standard)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, chosen=None, **kwargs) -> dict:
        """``chosen``: what was chosen on a page that could not be saved."""
        groups = [self._group(key, chosen or {}) for key in ("indicators", "data_items")] if self.before else []
        return super().get_context_data(
            standard=self.standard, before=self.before, groups=groups, seen=self.standard.sha256, new=NEW, **kwargs
        )

    def _group(self, key: str, chosen) -> dict:
        part, before = BY_KEY[key], self.before.content.body.get(key) or []
        after = self.standard.content.body.get(key) or []
        known = {row["code"]: row["name"] for row in before}
        guesses = suggestions(part, before, after)
        asked = [row for row in after if row["code"] not in known or row.get("same_as") is not None]
        used = {row["code"] for row in after if row["code"] in known and row.get("same_as") is None}
        return {
            "title": part.words,
            "questions": [_question(key, row, guesses, chosen) for row in asked],
            "options": [(code, name) for code, name in known.items() if code not in used],
            "unchanged": len(after) - len(asked),
        }

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        same: dict[tuple[str, str], str | None] = {}
        for field, value in request.POST.items():
            key, bar, code = field.partition("|")
            if bar and key in ("indicators", "data_items"):
                same[key, code] = "" if value == NEW else value
        try:
            map_questions(
                standard=self.standard, same=self._checked(same), seen=request.POST.get("seen", ""), by=request.user
            )
        except RowError as error:
            messages.error(request, "".join(error.messages))
            return self.render_to_response(self.get_context_data(chosen=request.POST), status=422)
        messages.success(request, "对应关系已保存。申报时会按它带出上年的数。")
        return redirect("workshop:detail", self.standard.pk)

    def _checked(self, same: dict) -> dict:
        """Only codes that the version before has, each once."""
        taken: set[tuple[str, str]] = set()
        for (key, code), then in same.items():
            known = {row["code"] for row in (self.before.content.body.get(key) or [])} if self.before else set()
            if then and (then not in known or (key, then) in taken):
                raise RowError({"": f"{code}：上一版没有“{then}”，或者它已经对应了别的{BY_KEY[key].words}。请重新选。"})
            taken.add((key, then or code))
        return same


def _question(key: str, row: dict, guesses: dict[str, tuple[str, str]], chosen) -> Question:
    said = row.get("same_as")
    code, why = guesses.get(row["code"], (NEW, "")) if said is None else (said or NEW, "")
    picked = chosen.get(f"{key}|{row['code']}", code)
    return Question(key, row["code"], row["name"], picked, why, said is not None)
