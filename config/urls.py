"""Which part answers which address."""

from django.urls import include, path

from config import offline

urlpatterns = [
    path("sw.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.without_network, name="offline"),
    path("", include("workflows.inbox.urls")),
    path("", include("accounts.urls")),
    path("", include("documents.urls")),
    path("rounds/", include("workflows.rounds.urls")),
    path("applications/", include("workflows.applications.urls")),
    path("about/", include("workflows.applications.about_urls")),
    path("review/", include("workflows.review.urls")),
    path("scoring/", include("workflows.scoring.urls")),
    path("standards/", include("workflows.workshop.urls")),
    path("ranking/", include("workflows.ranking.urls")),
    path("publicity/", include("workflows.publicity.urls")),
    path("dossiers/", include("workflows.dossiers.urls")),
    path("begin/", include("workflows.flows.urls")),
]
