"""站内信."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView, View

from accounts import notify, pages
from accounts.models import Message


class MessageListView(TemplateView):
    template_name = "accounts/messages.html"

    def get_context_data(self, **kwargs):
        letters = Message.objects.of(self.request.user)
        unread = letters.unread()
        shown = unread if "unread" in self.request.GET else letters
        return super().get_context_data(**kwargs) | {
            "page": pages.newest_first(shown, self.request),
            "unread_count": unread.count(),
            "only_unread": "unread" in self.request.GET,
        }


class OpenMessageView(View):
    """Marks one message as read and goes where it points."""

    def post(self, request, pk):
        message = Message.objects.of(request.user).filter(pk=pk).first()
        if message is None:
            raise Http404
        notify.mark_read(request.user, message)
        ours = message.url and url_has_allowed_host_and_scheme(message.url, allowed_hosts=None)
        return redirect(message.url if ours else "accounts:messages")


class ReadAllView(View):
    def post(self, request):
        notify.mark_read(request.user)
        return redirect("accounts:messages")
