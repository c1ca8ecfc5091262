"""审计日志: the audit administrator's desk."""

from django.db.models import Q
from django.views.generic import TemplateView

from accounts import pages
from accounts.enums import Post
from accounts.models import AuditEntry
from accounts.rules import held_post


class AuditLogView(TemplateView):
    """Also open to the auditor, who reads and changes nothing."""

    template_name = "accounts/audit_log.html"

    def get_context_data(self, **kwargs):
        held, query = (
            held_post(self.request.user, Post.AUDIT_ADMIN, Post.AUDITOR),
            self.request.GET.get("q", "").strip(),
        )
        rows = AuditEntry.objects.readable_from(held.region)
        if query:
            rows = rows.filter(Q(actor_name=query) | Q(verb=query) | Q(subject_label__contains=query))
        return super().get_context_data(**kwargs) | {
            "scope": held.region,
            "page": pages.newest_first(rows, self.request),
            "query": query,
        }
