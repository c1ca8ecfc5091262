"""Where a phone sends its photographs piece by piece; what each is for it says when the last piece has come."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from documents.resumable.models import Upload
from documents.resumable.views import BeginView, GoOnView
from workflows.engine.errors import Refusal
from workflows.engine.rights import require

from ..helping import may_write
from ..models import Application
from ..services.evidence import subject_of
from .access import seen_application


class BeginUploadView(BeginView):
    """Begin to send a file for a draft."""

    def dispatch(self, request: HttpRequest, *args, pk: int, **kwargs) -> HttpResponse:
        self.application = seen_application(request, pk)
        try:
            require(may_write(request.user, self.application))
        except Refusal as refusal:
            return JsonResponse({"reason": refusal.reason}, status=refusal.status)
        return super().dispatch(request, *args, **kwargs)

    def county(self) -> str:
        return self.application.county

    def subject_key(self) -> str:
        return subject_of(self.application)

    def address_of(self, upload: Upload) -> str:
        return reverse("applications:upload", args=[self.application.pk, upload.key])


class GoOnUploadView(GoOnView):
    """One's own upload on its way. A piece costs a question or two: the right is asked at the beginning and the end."""

    def begun(self) -> Upload:
        subject_key = subject_of(Application(pk=self.kwargs["pk"]))
        upload = Upload.objects.of(self.request.user, subject_key, self.kwargs["key"]).first()
        if upload is None:
            raise Http404("没有这个上传，请重新选择文件。")
        return upload
