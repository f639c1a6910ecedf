from django.db import models
from django.utils.translation import gettext_lazy as _


class Security(models.TextChoices):
    """How the connection to a mail server is kept from being read."""

    STARTTLS = "starttls", _("STARTTLS (usual, port 587)")
    SSL = "ssl", _("SSL/TLS from the first byte (port 465)")
    NONE = "none", _("None (only inside one's own network, port 25)")


class MailProblem(models.TextChoices):
    """Why a letter did not leave, for the person who typed the server's data."""

    NO_HOST = "no_host", _("The server's name is not known. Check its spelling.")
    REFUSED = "refused", _("The server does not answer at this port. Check server and port.")
    TIMEOUT = (
        "timeout",
        _("The server does not answer. Check server and port, and whether a firewall is in between."),
    )
    NO_TLS = (
        "no_tls",
        _("The connection cannot be secured this way. Choose the other kind of security or another port."),
    )
    PASSWORD = "password", _("The server does not take this user name and password.")
    SENDER = "sender", _("The server does not let this sender's address pass.")
    RECIPIENT = "recipient", _("The server does not take this recipient's address.")
    OTHER = "other", _("The letter could not be sent.")
