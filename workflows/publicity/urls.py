"""Addresses of this stage: the public's pages need no signing in."""

from django.urls import path

from . import views

app_name = "publicity"

urlpatterns = [
    path("", views.NoticeListView.as_view(), name="list"),
    path("<int:pk>/", views.NoticeView.as_view(), name="notice"),
    path("<int:pk>/notice.pdf", views.notice_paper, name="paper"),
    path("<int:pk>/result.pdf", views.result_paper, name="result_paper"),
    path("<int:pk>/object/", views.ObjectView.as_view(), name="object"),
    path("receipt/", views.ReceiptView.as_view(), name="receipt"),
    path("receipt/reply.pdf", views.reply_paper, name="reply"),
    path("objections/", views.ObjectionListView.as_view(), name="objections"),
    path("objections/<int:pk>/", views.ObjectionView.as_view(), name="objection"),
    path("objections/<int:pk>/reply.pdf", views.office_reply, name="office_reply"),
]
