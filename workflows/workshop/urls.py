"""Addresses of this stage."""

from django.urls import path

from .views import comparing, deciding, detail, editing, files, importing, listing, mapping, trial

app_name = "workshop"
urlpatterns = [
    path("", listing.StandardListView.as_view(), name="list"),
    path("template.xlsx", files.template, name="template"),
    path("import/", importing.ImportView.as_view(), name="import"),
    path("import/<int:pk>/", importing.PreviewView.as_view(), name="preview"),
    path("import/<int:pk>/file/", files.sent, name="sent"),
    path("<int:pk>/", detail.StandardView.as_view(), name="detail"),
    path("<int:pk>/export/<slug:kind>/", files.export, name="export"),
    path("<int:pk>/compare/", comparing.CompareView.as_view(), name="compare"),
    path("<int:pk>/trial/", trial.TrialView.as_view(), name="trial"),
    path("<int:pk>/trial/export/", trial.export, name="trial_export"),
    path("<int:pk>/edit/", editing.RowView.as_view(), name="edit"),
    path("<int:pk>/mapping/", mapping.MappingView.as_view(), name="mapping"),
    path("<int:pk>/publish/", deciding.publish, name="publish"),
    path("<int:pk>/withdraw/", deciding.withdraw, name="withdraw"),
    path("<int:pk>/new-version/", deciding.new_version, name="new_version"),
]
