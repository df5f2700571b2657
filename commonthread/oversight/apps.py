from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "commonthread.oversight"
    label = "oversight"
