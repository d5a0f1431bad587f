"""The door to mail addresses as people type them."""


def mailbox(text: str) -> str | None:
    """A mail address in its normal form (lower case); None where it is none."""
    # Its tables of characters are large, and most processes serve long before somebody types an address.
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None
