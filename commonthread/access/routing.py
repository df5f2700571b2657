"""Which login a table is reached by, unless the code says otherwise."""

ACCOUNTS = {"account", "mfa", "socialaccount", "sessions", "auth", "contenttypes", "django_cache"}
DOOR_MODELS = {"user", "post", "agency", "team"}


class ByLogin:
    """Accounts through the door, everything else through `app`; only `owner` migrates."""

    def db_for_read(self, model, **hints) -> str:
        meta = model._meta
        if meta.app_label in ACCOUNTS or (meta.app_label == "access" and meta.model_name in DOOR_MODELS):
            return "default"
        return "app"

    db_for_write = db_for_read

    def allow_relation(self, first, second, **hints) -> bool:
        return self.db_for_read(first) == self.db_for_read(second)

    def allow_migrate(self, db, app_label, **hints) -> bool:
        return db == "owner"
