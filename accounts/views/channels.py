"""提醒方式: by which channels a person wants to be told."""

from django.contrib import messages
from django.urls import reverse_lazy
from django.views.generic import FormView

from accounts.outbox import contacts
from accounts.outbox.forms import ChannelsForm


class ChannelsView(FormView):
    template_name = "accounts/channels.html"
    form_class = ChannelsForm
    success_url = reverse_lazy("accounts:channels")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        contacts.choose_all(user=self.request.user, choices=form.choices())
        messages.success(self.request, "已保存。所有消息在站内都能看到，提醒只告诉您有什么事。")
        return super().form_valid(form)
