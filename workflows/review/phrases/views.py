"""The page of one's own phrases; a script on the desk posts to it too."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from workflows.engine.errors import Refusal

from ..models import Phrase
from .services import LONGEST, drop_phrase, keep_phrase


class PhraseForm(forms.Form):
    """A sentence and where it is used."""

    purpose = forms.ChoiceField(
        label="用在", choices=Phrase.Purpose.choices, initial=Phrase.Purpose.ITEM, widget=forms.RadioSelect,
        error_messages={"required": "请选择用在哪里。", "invalid_choice": "请选择用在哪里。"},
    )  # fmt: skip
    text = forms.CharField(
        label="常用语", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请填写常用语。", "max_length": f"常用语不超过{LONGEST}字。"},
    )  # fmt: skip


class PhrasesView(FormView):
    """我的常用语."""

    template_name = "review/phrases.html"
    form_class = PhraseForm

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.POST.get("drop", "").isdigit():
            drop_phrase(by=request.user, pk=int(request.POST["drop"]))
            return redirect("review:phrases")
        return super().post(request, *args, **kwargs)

    @property
    def for_script(self) -> bool:
        return self.request.headers.get("Accept", "").startswith("application/json")

    def form_valid(self, form: PhraseForm) -> HttpResponse:
        try:
            phrase = keep_phrase(by=self.request.user, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("text", refusal.reason)
            return self.form_invalid(form)
        if self.for_script:
            return JsonResponse({"text": phrase.text})
        messages.success(self.request, "已存为常用语。")
        return redirect("review:phrases")

    def form_invalid(self, form: PhraseForm) -> HttpResponse:
        if self.for_script:
            return JsonResponse({"reason": "".join(next(iter(form.errors.values())))}, status=422)
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs) -> dict:
        kept = list(self.request.user.review_phrases.all())
        groups = [(label, [one for one in kept if one.purpose == value]) for value, label in Phrase.Purpose.choices]
        return super().get_context_data(groups=groups, **kwargs)
