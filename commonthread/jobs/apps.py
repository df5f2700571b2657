from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "commonthread.jobs"
    label = "jobs"
