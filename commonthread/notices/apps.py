from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "commonthread.notices"
    label = "notices"
