"""Settings. What differs from place to place comes from the environment; what is secret comes from files."""

import os
import secrets
from ipaddress import ip_network
from pathlib import Path

from commonthread.access.logins import Login, read_addresses

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("COMMONTHREAD_VAR", ROOT / "var"))
DELIVERIES = VAR / "deliveries"
DEMO = os.environ.get("COMMONTHREAD_DEMO") == "1"
PLACES = VAR / "places.json.gz"
DEBUG = False


def _secret_key() -> str:
    if key := os.environ.get("COMMONTHREAD_SECRET_KEY"):
        return key
    path = VAR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("COMMONTHREAD_HOSTS", "127.0.0.1,localhost").split(",")
SECURE = os.environ.get("COMMONTHREAD_HTTPS") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "procrastinate.contrib.django",
    "commonthread.ledger",
    "commonthread.access",
    "commonthread.jobs",
    "commonthread.records",
    "commonthread.feeds",
    "commonthread.identity",
    "commonthread.rights",
    "commonthread.pathways",
    "commonthread.oversight",
    "commonthread.notices",
    "commonthread.web",
]

AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

ADDRESSES = read_addresses(Path(os.environ.get("COMMONTHREAD_ADDRESSES", VAR / "addresses.json")))
ALIASES = {
    "default": Login.DOOR,
    "app": Login.APP,
    "finder": Login.FINDER,
    "engine": Login.ENGINE,
    "owner": Login.OWNER,
    "sealer": Login.SEALER,
}


def _database(login: Login) -> dict:
    address = ADDRESSES.get(login, {})
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.get("dbname", "commonthread"),
        "HOST": address.get("host", ""),
        "PORT": address.get("port", ""),
        "USER": address.get("user", ""),
        "PASSWORD": address.get("password", ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Client-side binding would put tokens and names into the text that pg_stat_activity shows.
        "OPTIONS": {"server_side_binding": True, "application_name": f"commonthread {login}"},
    }


# A process is given only the addresses that it uses. With no file of addresses there is nothing to connect to, but
# migrations can still be written.
DATABASES = {"default": {}} | {
    alias: _database(login) for alias, login in ALIASES.items() if login in ADDRESSES or not ADDRESSES
}
DATABASE_ROUTERS = ["commonthread.access.routing.ByLogin"]
ATOMIC_REQUESTS = False

MIDDLEWARE = [
    "commonthread.web.forwarded.forwarded",
    "commonthread.web.headers.headers",
    "commonthread.web.api.marks.marked",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "commonthread.web.scoped.scoped",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
ACCOUNT_ADAPTER = "commonthread.web.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Of wrong passwords. The key is an account *and* an address (`web.accounts`), so that nobody is locked out by others.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "100/5m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{rule}"}
    for rule in ("MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator")
]
AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] = {"min_length": 12}
# How many proxies stand before us: which address of X-Forwarded-For is the visitor's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("COMMONTHREAD_PROXIES", "0"))
# From where a proxy may say so (`web.forwarded`).
PROXY_ADDRESSES = [
    ip_network(each)
    for each in os.environ.get("COMMONTHREAD_PROXY_ADDRESSES", "127.0.0.0/8,::1/128").split(",")
]

MFA_ADAPTER = "commonthread.web.second_factors.SecondFactors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "commonthread.web.codes.Code",
    "reauthenticate": "commonthread.web.codes.CodeAgain",
    "add_webauthn": "commonthread.web.codes.NewPasskey",
    "authenticate_webauthn": "commonthread.web.codes.Passkey",
    "login_webauthn": "commonthread.web.codes.PasskeyAlone",
    "reauthenticate_webauthn": "commonthread.web.codes.PasskeyAgain",
}
# A passkey alone signs in: it is the device and whoever unlocks it.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Common Thread"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

SOCIALACCOUNT_ADAPTER = "commonthread.web.agency_accounts.AgencyAccounts"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

# Counts attempts, in a table that only the door reads, so that every process counts alike and a restart forgets nothing.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sign_in_limits",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# The database ends a session after 15 minutes without use and after ten hours (`access.use_session`); this is ten hours.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A browser takes a cookie of this name only from us, over TLS, for every path.
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Lax: whoever comes back from their agency's provider comes from another site.
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
# Gone with the browser: it must not tell whoever looks later that somebody was here.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# The other storages keep messages in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TEMPLATES = [
    {
        "NAME": "pages",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {"environment": "commonthread.web.templating.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
CSRF_FAILURE_VIEW = "commonthread.web.refusals.form_expired"
# The design systems' style sheets ask for their pictures under /assets/.
STATIC_URL = "/assets/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "commonthread.web.frontend.FrontEnd",
]
WHITENOISE_USE_FINDERS = True

# Notices that leave the service. What is not set here is not sent: it waits, and its sender's page says so.
MAIL_SERVER = os.environ.get("COMMONTHREAD_MAIL_SERVER", "")
MAIL_TLS = os.environ.get("COMMONTHREAD_MAIL_TLS", "starttls")
MAIL_USER = os.environ.get("COMMONTHREAD_MAIL_USER", "")
MAIL_PASSWORD_FILE = os.environ.get("COMMONTHREAD_MAIL_PASSWORD_FILE", "")
MAIL_FROM = os.environ.get("COMMONTHREAD_MAIL_FROM", "")
# Where GOV.UK Notify is, the file of its key, and its templates for each channel: each only says ((message)).
NOTIFY_URL = os.environ.get("COMMONTHREAD_NOTIFY_URL", "https://api.notifications.service.gov.uk")
NOTIFY_KEY_FILE = os.environ.get("COMMONTHREAD_NOTIFY_KEY_FILE", "")
NOTIFY_TEMPLATES = {
    "e-mail": os.environ.get("COMMONTHREAD_NOTIFY_EMAIL_TEMPLATE", ""),
    "text message": os.environ.get("COMMONTHREAD_NOTIFY_TEXT_TEMPLATE", ""),
}
# A private file: {"agency": {"url": "https://…", "secret": "…"}}.
WEBHOOKS_FILE = os.environ.get("COMMONTHREAD_WEBHOOKS_FILE", "")
# Where this service is found, for the link in *there is a message for you*.
PUBLIC_URL = os.environ.get("COMMONTHREAD_URL", "http://127.0.0.1:8000")

# host:port of ClamAV's daemon, which looks at attachments; where there is none, pages say that they were not scanned.
CLAMD = os.environ.get("COMMONTHREAD_CLAMD", "")
# A record with everybody in it for whom there is room has some 1,700 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
USE_I18N = True

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
