"""The pages as a Django application: it has files to serve and no tables."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "commonthread.web"
    label = "web"
