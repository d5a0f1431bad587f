"""What people are told about texts that they sign."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from club.documents.letters import AboutDocument


@dataclass(frozen=True, kw_only=True)
class SignatureAsked(AboutDocument):
    """You are asked to read and sign a text by a day."""

    pages: ClassVar[str] = "acknowledgements/signature_asked"
    due_on: date


@dataclass(frozen=True, kw_only=True)
class SignatureAskedAgain(AboutDocument):
    """A text that you signed changed much: read what changed and sign again by a day."""

    pages: ClassVar[str] = "acknowledgements/signature_asked_again"
    number: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class TextChanged(AboutDocument):
    """A text that you signed changed a little; there is nothing to sign."""

    pages: ClassVar[str] = "acknowledgements/text_changed"
    number: int


@dataclass(frozen=True, kw_only=True)
class SignatureDue(AboutDocument):
    """A text still waits for your signature, or for the exam on what changed; `is_late` after its last day."""

    pages: ClassVar[str] = "acknowledgements/signature_due"
    due_on: date
    is_late: bool
    lacks_exam: bool
