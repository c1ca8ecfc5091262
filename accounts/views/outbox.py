"""群发消息: the office's outbox."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from accounts import pages
from accounts.enums import Post
from accounts.models import Letter, User
from accounts.outbox import audiences, letters
from accounts.outbox.forms import LetterForm, WordsForm
from accounts.rules import held_post

#: A longer list is counted, not written out.
MOST = 2000


class OfficeDesk:
    """Letters of the county whose office one belongs to; another county's are not there."""

    @cached_property
    def county(self) -> str:
        return held_post(self.request.user, Post.OFFICE_OPERATOR, Post.OFFICE_DIRECTOR).county

    def dispatch(self, request, *args, **kwargs):
        self.county  # noqa: B018 - refuses everybody else
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def letter(self) -> Letter:
        found = Letter.objects.of(self.county).select_related("drafted_by", "decided_by")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class OutboxView(OfficeDesk, TemplateView):
    template_name = "accounts/outbox_list.html"

    def get_context_data(self, **kwargs):
        mine = Letter.objects.of(self.county)
        waiting, over = mine.waiting(), "over" in self.request.GET
        shown = mine.exclude(pk__in=waiting.values("pk")) if over else waiting
        rows = shown.select_related("drafted_by", "decided_by").annotate(number=Count("addressees"))
        return super().get_context_data(**kwargs) | {
            "page": pages.newest_first(rows, self.request),
            "waiting_count": waiting.count(),
            "over": over,
        }


class LetterView(OfficeDesk, TemplateView):
    template_name = "accounts/outbox_letter.html"

    def get_context_data(self, **kwargs):
        letter = self.letter
        people = User.objects.filter(pk__in=letter.addressees.values("user")).order_by("username")
        bodies = dict(letter.addressees.exclude(body="").values_list("user", "body"))
        listed = list(people.prefetch_related("appointments__region__parent", "appointments__organisation")[:MOST])
        return super().get_context_data(**kwargs) | {
            "letter": letter,
            "number": people.count(),
            "people": [(user, place_of(user), bodies.get(user.pk, "")) for user in listed],
            "most": MOST,
            "is_open": letter.state == Letter.State.DRAFT and not letter.is_stale,
            "is_author": letter.drafted_by_id == self.request.user.pk,
            "seen": letter.fingerprint(),
        }


def place_of(user: User) -> str:
    """Where the person holds a post."""
    return next((held.place for held in user.appointments.all() if held.until is None), "")


class NewLetterView(OfficeDesk, FormView):
    template_name = "accounts/outbox_write.html"
    form_class = LetterForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"county": self.county}

    def form_valid(self, form):
        groups, township = form.cleaned_data["groups"], form.cleaned_data["township"]
        try:
            letter = letters.draft(
                county=self.county,
                people=audiences.people_of(self.county, groups, township),
                audience=audiences.words_for(groups, township),
                by=self.request.user,
                **form.words(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "已存为草稿，还没有发出。请同事打开“群发消息”复核后发出。")
        return redirect("accounts:letter", letter.pk)


class ReviseLetterView(OfficeDesk, FormView):
    template_name = "accounts/outbox_write.html"
    form_class = WordsForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"county": self.county, "instance": self.letter}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"letter": self.letter}

    def form_valid(self, form):
        try:
            letters.revise(letter=self.letter, by=self.request.user, **form.words())
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "已修改。您成为起草人，请同事复核后发出。")
        return redirect("accounts:letter", self.letter.pk)


class ReleaseLetterView(OfficeDesk, View):
    def post(self, request, pk):
        try:
            number = letters.release(letter=self.letter, by=request.user, seen=request.POST.get("seen", ""))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, f"已发给{number}人。")
        return redirect("accounts:letter", pk)


class DiscardLetterView(OfficeDesk, View):
    def post(self, request, pk):
        try:
            letters.discard(letter=self.letter, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        else:
            messages.success(request, "已撤下，这条消息不发。")
        return redirect("accounts:outbox")
