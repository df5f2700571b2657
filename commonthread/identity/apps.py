from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "commonthread.identity"
    label = "identity"
