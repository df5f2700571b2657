from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "commonthread.records"
    label = "records"
