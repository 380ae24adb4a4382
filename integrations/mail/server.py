"""The mail server, opened once for many mails."""

from collections.abc import Iterator
from contextlib import contextmanager
from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from integrations.fates import TryLater


@contextmanager
def mail_server() -> Iterator[BaseEmailBackend]:
    """An open connection; where it does not answer, all mail waits (``TryLater``)."""
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as error:
        problem = f"The mail server does not answer ({type(error).__name__})."
        raise TryLater(problem, for_all=True) from error
    try:
        yield server
    finally:
        server.close()
