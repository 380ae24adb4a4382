from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "governance.values"
    label = "values"
    default_auto_field = "django.db.models.BigAutoField"
