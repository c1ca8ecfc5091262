"""The page on which two pictures stand side by side and the reviewer says what to make of it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView

from workflows.applications.models import Application
from workflows.engine.rights import require

from .asking import Questions
from .forms import AnswerForm
from .questions import questions_of
from .services import answer, may_compare, require_work, work_of


class LikenessView(TemplateView):
    """相似材料核对."""

    template_name = "review/likeness.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        seen = Application.objects.visible_to(request.user).select_related("region__parent", "round", "snapshot")
        self.application = get_object_or_404(seen, pk=kwargs["pk"])
        require(may_compare(request.user, self.application))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def questions(self) -> Questions:
        if self.application.snapshot is None:
            return Questions()
        return questions_of(self.application, self.application.snapshot.content, self.request.user)

    @property
    def back(self) -> str:
        """The desk from which the person came; nothing outside."""
        asked = self.request.POST.get("back") or self.request.GET.get("back") or ""
        safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
        return asked if safe else self.application.get_absolute_url()

    def get_context_data(self, *, wrong: tuple[str, AnswerForm] | None = None, **kwargs) -> dict:
        key, form = wrong or ("", None)
        return super().get_context_data(
            application=self.application,
            questions=self.questions,
            pairs=[(question, form if question.key == key else AnswerForm()) for question in self.questions.all],
            work=work_of(self.request.user, self.application),
            back=self.back,
            **kwargs,
        )

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        require_work(request.user, self.application)
        key = request.POST.get("question", "")
        question = next((one for one in self.questions.all if one.key == key), None)
        if question is None:
            messages.error(request, "没有找到要答复的这一处，请在下面重新选择。")
            return self.render_to_response(self.get_context_data(), status=422)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(wrong=(key, form)), status=422)
        answer(application=self.application, by=request.user, question=question, **form.cleaned_data)
        messages.success(request, "已记下您的意见。")
        address = reverse("review:likeness", args=[self.application.pk])
        return redirect(f"{address}?{urlencode({'back': self.back})}#q-{key}")
