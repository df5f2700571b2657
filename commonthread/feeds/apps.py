from django.apps import AppConfig


class FeedsConfig(AppConfig):
    name = "commonthread.feeds"
    label = "feeds"
