"""What an error on the way to the mail server means for a delivery."""

import smtplib

PERMANENT = 500  # RFC 5321: 4yz may work later, 5yz will not
CLOSING = 421
NO_SUCH_MAILBOX = {550, 551, 553}


def is_temporary(error):
    """Tell whether the same mail may get through later: no for a refusal or an impossible mail.

    An error nobody thought of is temporary: when it is mended, no letter is lost.
    """
    if codes := _codes(error):
        return max(codes) < PERMANENT
    return not isinstance(error, (smtplib.SMTPNotSupportedError, ValueError))


def refuses_recipient(error):
    """Tell whether the mail server says for good that there is no such mailbox (RFC 5321, 4.2.3)."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code in NO_SUCH_MAILBOX for code in _codes(error))


def breaks_connection(error):
    """Tell whether nothing more can be sent over the connection this error came from."""
    if codes := _codes(error):
        return CLOSING in codes
    return isinstance(error, OSError) and not isinstance(error, smtplib.SMTPNotSupportedError)


def reason(error):
    """Return the error in words for people at the desk."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _codes(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _ in error.recipients.values()]
    if isinstance(error, smtplib.SMTPResponseException):
        return [error.smtp_code]
    return []


def _answer(code, text):
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return f"{code} {words}".replace("\0", "")
