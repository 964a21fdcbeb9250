"""The mail server, by the settings of EMAIL_URL."""

import smtplib
from typing import Self

from django.core.mail import EmailMultiAlternatives, get_connection

from .post import Letter, RefusedError, UnreachableError


class MailServer:
    """One connection for all letters of a sweep, opened with the first."""

    def __enter__(self) -> Self:
        self._line = get_connection()
        self._is_open = False
        return self

    def __exit__(self, *error: object) -> None:
        self._line.close()

    def post(self, letter: Letter) -> str:
        """Hand the letter in."""
        try:
            if not self._is_open:
                self._line.open()
                self._is_open = True
            self._line.send_messages([_written(letter)])
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise _refusal(codes[0] if codes else 0) from refused
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as away:
            raise UnreachableError from away
        except smtplib.SMTPAuthenticationError as wrong:  # our setting, not this letter
            raise UnreachableError from wrong
        except smtplib.SMTPResponseException as refused:
            raise _refusal(refused.smtp_code) from refused
        except smtplib.SMTPException as refused:  # a server that lacks what this letter needs
            raise RefusedError(type(refused).__name__, for_good=True) from refused
        except OSError as away:
            raise UnreachableError from away
        return ""


def _refusal(code: int) -> RefusedError:
    """421 closes the line for everybody and says nothing of the letter; 5xx is for good."""
    if code == 421:
        raise UnreachableError
    return RefusedError(str(code), for_good=code >= 500)


def _written(letter: Letter) -> EmailMultiAlternatives:
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.stop_url:
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        letter.from_email,
        [letter.to],
        headers=headers,
        reply_to=[letter.reply_to] if letter.reply_to else None,
    )
    mail.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        letter.calendar.attach(mail)
    return mail
