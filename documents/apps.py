"""On paper: evidence files, typed papers, numbers, rendering, packs."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "文书与材料"
