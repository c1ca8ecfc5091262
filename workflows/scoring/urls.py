"""Addresses of this stage."""

from django.urls import path

from . import views

app_name = "scoring"
urlpatterns = [
    path("", views.DeskView.as_view(), name="desk"),
    path("sign/", views.SignBatchView.as_view(), name="sign_batch"),
    path("countersign/", views.CountersignBatchView.as_view(), name="countersign_batch"),
    path("joint-check/", views.JointCheckBatchView.as_view(), name="joint_check_batch"),
    path("rounds/<int:round_id>/recusal/", views.DeclareView.as_view(), name="declare"),
    path("rounds/<int:round_id>/applicability/", views.ApplicabilityView.as_view(), name="applicability"),
    path("applicability/<int:application_id>/<str:code>/", views.rule_applicability, name="rule_applicability"),
    path("recusals/", views.RecusalsView.as_view(), name="recusals"),
    path("recusals/<int:pk>/substitute/", views.substitute, name="substitute"),
    path("recusals/<int:pk>/withdraw/", views.withdraw_recusal, name="withdraw_recusal"),
    path("four/<int:application_id>/", views.FourScoresView.as_view(), name="four"),
    path("rounds/<int:round_id>/<int:organisation_id>/workbook/", views.workbook, name="workbook"),
    path("rounds/<int:round_id>/<int:organisation_id>/import/", views.workbook_import, name="workbook_import"),
    path("rounds/<int:round_id>/<int:organisation_id>/files/<int:file_id>/", views.kept_file, name="kept_file"),
    path("rounds/<int:round_id>/<int:organisation_id>/ledgers/", views.ledgers, name="ledgers"),
    path("rounds/<int:round_id>/<int:organisation_id>/ledgers/columns/", views.ledger_columns, name="ledger_columns"),
    path(
        "rounds/<int:round_id>/<int:organisation_id>/ledgers/template/", views.ledger_template, name="ledger_template"
    ),
    path("rounds/<int:round_id>/<int:organisation_id>/ledgers/export/", views.ledger_export, name="ledger_export"),
    path("rounds/<int:round_id>/grid/<int:organisation_id>/", views.GridView.as_view(), name="grid"),
    path(
        "rounds/<int:round_id>/grid/<int:organisation_id>/rows/<slug:township>/",
        views.GridRowsView.as_view(),
        name="grid_rows",
    ),
    path("rounds/<int:round_id>/grid/<int:organisation_id>/cells/", views.GridCellView.as_view(), name="grid_cell"),
    path(
        "rounds/<int:round_id>/grid/<int:organisation_id>/cells/<int:application_id>/<str:code>/",
        views.GridDrawerView.as_view(),
        name="grid_drawer",
    ),
    path(
        "rounds/<int:round_id>/grid/<int:organisation_id>/submit/", views.GridSubmitView.as_view(), name="grid_submit"
    ),
    path("recusal/<int:task_id>/", views.RecusalView.as_view(), name="recuse"),
    path("trace/<int:application_id>/", views.TotalTraceView.as_view(), name="trace"),
    path("trace/<int:application_id>/<str:code>/", views.TraceView.as_view(), name="trace"),
    path("drift/<int:round_id>/", views.DriftView.as_view(), name="drift"),
    path("drift/<int:round_id>/export/", views.drift_export, name="drift_export"),
    path("sheets/<int:application_id>/<int:organisation_id>/", views.SheetView.as_view(), name="sheet"),
]
