from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "commonthread.access"
    label = "access"

    def ready(self) -> None:
        from commonthread.access import scope  # noqa: F401  guards the app connection
