from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "commonthread.pathways"
    label = "pathways"
