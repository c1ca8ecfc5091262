"""Dossiers (申报材料汇编): one volume an application, and the county's pack for the superior."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Reads every stage before it; nothing before it knows it."""

    name = "workflows.dossiers"
    label = "dossiers"
    verbose_name = "材料汇编"
