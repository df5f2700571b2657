from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "commonthread.ledger"
    label = "ledger"
