from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "workflows.standards"
    label = "standards"
    verbose_name = "评定标准"
    default_auto_field = "django.db.models.BigAutoField"
