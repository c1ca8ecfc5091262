"""Addresses of this stage; its steps are opened from the inbox."""

from django.urls import path

from .likeness.views import LikenessView
from .phrases.views import PhrasesView
from .reductions.views import ReductionsView
from .township import views as township
from .visits.views import VisitsView, visit_photo

app_name = "review"
urlpatterns = [
    path("<int:pk>/likeness/", LikenessView.as_view(), name="likeness"),
    path("<int:pk>/visits/", VisitsView.as_view(), name="visits"),
    path("<int:pk>/visits/photos/<int:photo_id>/", visit_photo, name="visit_photo"),
    path("<int:pk>/reductions/", ReductionsView.as_view(), name="reductions"),
    path("phrases/", PhrasesView.as_view(), name="phrases"),
    path("township/", township.OwnView.as_view(), name="township"),
    path("township/pack/", township.OwnView.as_view(page="review:pack"), name="own_pack"),
    path("rounds/<int:round_id>/<str:code>/", township.MatrixView.as_view(), name="matrix"),
    path("rounds/<int:round_id>/<str:code>/clean/", township.PassView.as_view(), name="clean"),
    path("rounds/<int:round_id>/<str:code>/pack/", township.PackView.as_view(), name="pack"),
    path("rounds/<int:round_id>/<str:code>/pack/order/", township.OrderView.as_view(), name="order"),
    path("rounds/<int:round_id>/<str:code>/pack/sign/", township.SignPackView.as_view(), name="sign_pack"),
    path("rounds/<int:round_id>/<str:code>/pack/<int:number>/request.pdf", township.request_paper, name="request"),
]
