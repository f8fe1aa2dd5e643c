"""The acts of the accounts, as the trail tells them."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "accounts.superuser_created": _("The first account, “%(subject)s”, was made on the command line."),
    "accounts.person_created": _("%(actor)s made the account of %(subject)s with the user name %(username)s."),
    "accounts.person_edited": _("%(actor)s changed the account of %(subject)s from %(before)s to %(after)s."),
    "accounts.person_deactivated": _("%(actor)s closed the account of %(subject)s. Reason: %(reason)s"),
    "accounts.person_activated": _("%(actor)s opened the account of %(subject)s again."),
    "accounts.person_unlocked": _("%(actor)s unlocked the account of %(subject)s after too many wrong passwords."),
    "accounts.address_closed": _("Signing in from %(address)s was closed after %(tries)s wrong passwords."),
    "accounts.address_opened": _("%(actor)s opened signing in from %(address)s again."),
    "accounts.language_chosen": _("%(actor)s chose the language of the pages: %(after)s."),
    "accounts.assignment_given": _("%(actor)s assigned %(subject)s to %(unit)s as %(role_name)s from %(valid_from)s."),
    "accounts.assignment_ended": _(
        "%(actor)s ended the assignment of %(subject)s to %(unit)s as %(role_name)s on %(after)s. Reason: %(reason)s"
    ),
    "accounts.password_changed": _("%(actor)s changed the own password."),
    "accounts.password_set": _("%(actor)s set a new password for %(subject)s."),
    "accounts.password_reset": _("%(subject)s chose a new password through the link of a mail."),
    "accounts.reset_link_sent": _("A link for a new password was mailed to %(subject)s."),
    "accounts.reset_link_not_sent": _("The mail with the link for a new password could not be sent to %(subject)s."),
    "accounts.signed_in": _("%(actor)s signed in."),
    "accounts.signed_out": _("%(actor)s signed out."),
}
