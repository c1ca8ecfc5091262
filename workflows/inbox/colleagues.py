"""转办、征求意见、抄送: the page behind a piece of work, the answer of whoever is asked, and the copies one has got."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from django.views.generic import FormView, TemplateView

from workflows.engine import consulting, copying, passing_on
from workflows.engine.errors import Incomplete
from workflows.engine.models import Copy, Voice
from workflows.engine.nodes import case_of
from workflows.engine.screens import OfAStep

from .forms import AskForm, CopyForm, OpinionForm, TransferForm


class ColleaguesView(OfAStep, TemplateView):
    """Everything that can be done with a piece of work besides doing it; each form posts its own name as ``do``."""

    template_name = "inbox/colleagues.html"
    FORMS = {"transfer": TransferForm, "ask": AskForm, "copy": CopyForm}

    @cached_property
    def people(self):
        return consulting.people_to_ask(self.work, self.request.user)

    @cached_property
    def colleagues(self):
        return passing_on.colleagues(self.work, self.request.user)

    def form(self, name: str, data=None):
        """One of the forms; ``data`` for the one that was sent."""
        choices = self.colleagues if name == "transfer" else self.people
        return self.FORMS[name](data, choices=choices, prefix=name)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """What a button asks for; what is wrong comes back beside its own form."""
        do = request.POST.get("do", "")
        if do in ("take_back", "stop"):
            return self.undo(do)
        if do not in self.FORMS:
            return redirect(self.here)
        form = self.form(do, request.POST)
        if form.is_valid():
            try:
                messages.success(request, getattr(self, do)(**form.cleaned_data))
            except Incomplete as incomplete:
                form.add_error(None, incomplete.reason)
            else:
                return redirect("inbox:home" if do == "transfer" else self.here)
        return self.render_to_response(self.get_context_data(**{do: form}), status=422)

    @property
    def here(self) -> str:
        return reverse("inbox:colleagues", args=[self.work.pk])

    def transfer(self, *, to, reason: str) -> str:
        passing_on.transfer(item=self.work, by=self.request.user, to=to, reason=reason)
        return f"已转{to.user}办理。"

    def ask(self, *, people, question: str, need: str) -> str:
        consulting.ask(item=self.work, by=self.request.user, people=people, question=question, need=need)
        return "已发出。对方答复后会提醒您，在此之前这项工作不能办结。"

    def copy(self, *, people, words: str) -> str:
        copying.copy_to(case=self.case, by=self.request.user, people=people, words=words)
        return "已抄送。"

    def undo(self, do: str) -> HttpResponse:
        """Take the work or a question back."""
        if do == "take_back":
            passing_on.take_back(item=self.work, by=self.request.user)
            messages.success(self.request, "已收回，可以办理。")
        else:
            voice = get_object_or_404(
                Voice.objects.select_related("consultation__work__task", "person"),
                pk=self.request.POST.get("voice") or 0,
                consultation__work=self.work,
            )
            consulting.stop_asking(consultation=voice.consultation, by=self.request.user, person=voice.person)
            messages.success(self.request, f"不再征求{voice.person}的意见。")
        return redirect(self.here)

    def get_context_data(self, **kwargs) -> dict:
        forms = {name: kwargs.pop(name, None) or self.form(name) for name in self.FORMS}
        return super().get_context_data(
            work=self.work,
            case=self.case,
            forms=forms,
            has_colleagues=self.colleagues.exists(),
            has_people=self.people.exists(),
            questions=self.work.consultations.prefetch_related("voices__person").select_related("asked_by"),
            copies=Copy.objects.filter(process_id=self.work.process_id).select_related("person").order_by("-pk")[:30],
            **kwargs,
        )


class OpinionView(FormView):
    """签注意见: whoever is asked sees the question and the case, and answers once."""

    template_name = "inbox/opinion.html"
    form_class = OpinionForm

    @cached_property
    def voice(self) -> Voice:
        found = Voice.objects.select_related("consultation__work__task__process", "consultation__asked_by")
        return get_object_or_404(found, consultation=self.kwargs["pk"], person=self.request.user)

    def get_context_data(self, **kwargs) -> dict:
        work = self.voice.consultation.work
        return super().get_context_data(
            voice=self.voice,
            work=work,
            case=case_of(work.task.process),
            is_open=Voice.objects.waiting_for(self.request.user).filter(pk=self.voice.pk).exists(),
            **kwargs,
        )

    def form_valid(self, form) -> HttpResponse:
        try:
            consulting.give_opinion(voice=self.voice, by=self.request.user, **form.cleaned_data)
        except Incomplete as incomplete:
            form.add_error("words", incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"意见已交给{self.voice.consultation.asked_by}。")
        return redirect("inbox:home")

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@require_POST
def open_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """已阅: mark it and show the case."""
    copy = get_object_or_404(Copy.objects.of(request.user), pk=pk)
    copying.read(copy=copy)
    return redirect("inbox:track", copy.process_id)
