"""常用筛选: keep what a list is narrowed to, under a name and behind a link that colleagues can open."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from django.views.generic import DetailView, FormView, TemplateView

from workflows.engine.errors import Incomplete
from workflows.engine.models import WorkItem

from .filters import Filter, in_words
from .forms import FilterForm
from .models import SavedFilter, Tab
from .saving import forget, save


def step_called(node: str, user) -> str:
    """What a step is called, from the work of the person's own counties."""
    counties = {held.county for held in user.current_appointments}
    known = WorkItem.objects.open().filter(county__in=counties, node=node) if node else WorkItem.objects.none()
    return known.values_list("step_title", flat=True).first() or node


class SaveView(FormView):
    """Name the filter that the address holds."""

    template_name = "inbox/save_filter.html"
    form_class = FilterForm

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.filter = Filter.read(request.GET)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if kwargs["tab"] not in Tab.values:
            raise Http404("没有这个列表。")
        return super().dispatch(request, *args, **kwargs)

    @property
    def words(self) -> str:
        return in_words(self.filter, step_called(self.filter.node, self.request.user))

    def get_context_data(self, **kwargs) -> dict:
        tab = Tab(self.kwargs["tab"])
        return super().get_context_data(tab=tab, words=self.words, back=tab.narrowed(self.filter.query), **kwargs)

    def form_valid(self, form) -> HttpResponse:
        tab, user = self.kwargs["tab"], self.request.user
        try:
            save(by=user, tab=tab, name=form.cleaned_data["name"], filter_=self.filter, words=self.words)
        except Incomplete as incomplete:
            form.add_error("name", incomplete.reason)
            return self.form_invalid(form)
        messages.success(self.request, "已保存，以后在列表上方点名称即可。要分享给同事，请到“管理常用筛选”复制链接。")
        return redirect(Tab(tab).narrowed(self.filter.query))

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class FiltersView(TemplateView):
    """All that the person keeps, each with its link."""

    template_name = "inbox/filters.html"

    def get_context_data(self, **kwargs) -> dict:
        own = SavedFilter.objects.filter(person=self.request.user)
        rows = [
            {
                "saved": saved,
                "link": self.request.build_absolute_uri(saved.get_absolute_url()),
            }
            for saved in own
        ]
        return super().get_context_data(rows=rows, **kwargs)


@require_POST
def forget_filter(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one of one's own."""
    forget(saved=get_object_or_404(SavedFilter, pk=pk, person=request.user))
    messages.success(request, "已删除，分享过的链接同时失效。")
    return redirect("inbox:filters")


class SharedView(DetailView):
    """Behind a link: what it narrows, and the way to the reader's own list so narrowed."""

    template_name = "inbox/shared_filter.html"
    context_object_name = "saved"
    slug_field = slug_url_kwarg = "token"
    queryset = SavedFilter.objects.select_related("person")
