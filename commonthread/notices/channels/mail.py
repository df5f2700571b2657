"""E-mail, over SMTP and TLS; by GOV.UK Notify where no mail server is set."""

from pathlib import Path
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from commonthread.notices.channels import notify
from commonthread.notices.channels.message import SUBJECT, Message, Outcome, Result

TIMEOUT = 20
HERE = ("127.0.0.1", "::1", "localhost")


def send(message: Message) -> Result:
    if not settings.MAIL_SERVER:
        return notify.send(message)
    try:
        with _server() as server:
            server.send_messages([_mail(message, server)])
    except SMTPRecipientsRefused as refused:
        code = max(code for code, _ in refused.recipients.values())
        return _said(code, "the mail server does not take mail for this address")
    except SMTPDataError as refused:
        return _said(refused.smtp_code, "the mail server does not take this message")
    except SMTPNotSupportedError:
        return Result(Outcome.UNREACHABLE, "the mail server does not offer what we ask of it")
    except SMTPResponseException as refused:
        return Result(Outcome.UNREACHABLE, f"the mail server does not serve us ({refused.smtp_code})")
    except (SMTPException, OSError) as absent:
        return Result(Outcome.UNREACHABLE, f"the mail server cannot be reached ({type(absent).__name__})")
    return Result(Outcome.SENT)


def _said(code: int, words: str) -> Result:
    """Five hundred and more is for good; what is less, for now."""
    return Result(Outcome.REFUSED if code >= 500 else Outcome.NOT_NOW, f"{words} ({code})")


def _server() -> EmailBackend:
    host, _, port = settings.MAIL_SERVER.rpartition(":")
    if settings.MAIL_TLS == "none" and host not in HERE:
        raise OSError("mail leaves this machine only under TLS")
    password = Path(settings.MAIL_PASSWORD_FILE).read_text().strip() if settings.MAIL_PASSWORD_FILE else ""
    return EmailBackend(
        host=host, port=int(port), username=settings.MAIL_USER, password=password, timeout=TIMEOUT,
        use_tls=settings.MAIL_TLS == "starttls", use_ssl=settings.MAIL_TLS == "implicit",
    )  # fmt: skip


def _mail(message: Message, server: EmailBackend) -> EmailMessage:
    """The same message however often it is tried; nothing in it tells when it is opened."""
    domain = settings.MAIL_FROM.rpartition("@")[2]
    headers = {"Message-ID": f"<{message.id}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        SUBJECT, message.body, settings.MAIL_FROM, [message.value], headers=headers, connection=server
    )
