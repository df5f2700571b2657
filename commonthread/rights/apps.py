from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "commonthread.rights"
    label = "rights"
