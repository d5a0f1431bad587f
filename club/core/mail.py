"""The door to mail: files in development, SMTP in production, or off."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app

from config import Settings

if TYPE_CHECKING:
    from email.message import EmailMessage

SECONDS = 20


@dataclass(frozen=True)
class Letter:
    """One mail to one address; `ref` makes its Message-ID, so that a second delivery can be told."""

    ref: str
    to: str
    subject: str
    text: str
    html: str
    lang: str


class Post:
    """How this installation sends mail, from MAIL_URL: `off:`, `files:` or `smtp(s)://user:password@host:port/?from=`."""

    def __init__(self, settings: Settings) -> None:
        self.url = urlsplit(settings.mail_url)
        self.folder = settings.instance / "mail"
        host = urlsplit(settings.base_url).hostname or "localhost"
        self.sender = unquote(self.url.fragment) or f"club@{host}"
        self.host = host

    def written(self, letter: Letter) -> "EmailMessage":
        """The letter as a mail, text and HTML."""
        # Only whoever carries out the jobs writes mails.
        from email.headerregistry import Address
        from email.message import EmailMessage
        from email.policy import SMTP

        message = EmailMessage(policy=SMTP)
        message["Subject"] = letter.subject
        message["From"] = self.sender
        message["To"] = Address(addr_spec=letter.to)
        message["Message-ID"] = f"<{letter.ref}@{self.host}>"
        message["Content-Language"] = letter.lang
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        return message

    def deliver(self, letter: Letter) -> None:
        """Send; any fault is an exception, so that the job is tried again."""
        message = self.written(letter)
        if self.url.scheme == "files":
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{letter.ref}.eml").write_bytes(message.as_bytes())
        elif self.url.scheme in {"smtp", "smtps"}:
            self._send(message)

    def _send(self, message: "EmailMessage") -> None:
        import smtplib
        import ssl

        host, port = self.url.hostname or "localhost", self.url.port
        secure = ssl.create_default_context()
        if self.url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=secure)
        else:
            server = smtplib.SMTP(host, port or 587, timeout=SECONDS)
        with server:
            if self.url.scheme == "smtp" and self.url.username:
                server.starttls(context=secure)
            if self.url.username:
                server.login(unquote(self.url.username), unquote(self.url.password or ""))
            server.send_message(message)


def init_app(app: Flask, settings: Settings) -> None:
    """Make the post of an application."""
    app.extensions["post"] = Post(settings)


def post() -> Post:
    """The post of the current application."""
    made: Post = current_app.extensions["post"]
    return made


def is_on() -> bool:
    """Whether mail leaves this installation at all."""
    return post().url.scheme != "off"


def deliver(letter: Letter) -> None:
    """Send one letter now; called by the outbox."""
    post().deliver(letter)


def written_files() -> list[Path]:
    """The mails written to files, newest first: for /dev/mail."""
    return sorted(post().folder.glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
