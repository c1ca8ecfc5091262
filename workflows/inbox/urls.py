"""Addresses of the desk."""

from django.urls import path

from . import casefile, colleagues, desk, overview, recalling, saved_filters, views, waiting
from .calendar.views import CalendarView

app_name = "inbox"

urlpatterns = [
    path("", desk.HomeView.as_view(), name="home"),
    path("done/", desk.DoneView.as_view(), name="done"),
    path("begun/", desk.BegunView.as_view(), name="begun"),
    path("returned/", desk.ReturnedView.as_view(), name="returned"),
    path("filters/", saved_filters.FiltersView.as_view(), name="filters"),
    path("filters/save/<str:tab>/", saved_filters.SaveView.as_view(), name="save_filter"),
    path("filters/<int:pk>/forget/", saved_filters.forget_filter, name="forget_filter"),
    path("filters/<str:token>/", saved_filters.SharedView.as_view(), name="shared_filter"),
    path("search/", views.SearchView.as_view(), name="search"),
    path("todo/<int:task_id>/", views.open_task, name="task"),
    path("todo/<int:task_id>/colleagues/", colleagues.ColleaguesView.as_view(), name="colleagues"),
    path("todo/<int:task_id>/recall/", recalling.RecallStepView.as_view(), name="recall"),
    path("todo/<int:task_id>/urge/", waiting.urge_one, name="urge"),
    path("todo/<int:task_id>/extend/", waiting.ExtendView.as_view(), name="extend"),
    path("consultations/<int:pk>/", colleagues.OpinionView.as_view(), name="opinion"),
    path("copies/", desk.CopiesView.as_view(), name="copies"),
    path("copies/<int:pk>/open/", colleagues.open_copy, name="open_copy"),
    path("cases/<int:pk>/", casefile.CaseView.as_view(), name="case"),
    path("cases/<int:pk>/documents/<int:document_id>/", casefile.document, name="document"),
    path("track/<int:process_id>/", views.TrackView.as_view(), name="track"),
    path("track/<int:process_id>/diagram.svg", views.diagram, name="diagram"),
    path("rounds/<int:pk>/", overview.RoundView.as_view(), name="round"),
    path("rounds/<int:pk>/remind/", overview.remind_late, name="remind"),
    path("calendar/", CalendarView.as_view(), name="calendar_now"),
    path("calendar/<int:year>/", CalendarView.as_view(), name="calendar"),
    path("healthz", views.healthz, name="healthz"),
]
