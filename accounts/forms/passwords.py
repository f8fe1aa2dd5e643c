"""User names and passwords as people type them."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

WRONG = _(
    "The user name or the password is not right. Check both, and whether Caps Lock or a Vietnamese keyboard is on."
)


class SignInForm(AuthenticationForm):
    """One answer for every failure: whether an account exists is not told."""

    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def clean_username(self):
        return self.cleaned_data["username"].strip().lower()


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class WeakAtTheFirst:
    """What is wrong with a new password stands under the field where it was chosen, not under its repetition."""

    def validate_password_for_user(self, user, _repeated=None):
        super().validate_password_for_user(user, "new_password1")


class OwnPasswordForm(WeakAtTheFirst, PasswordChangeForm):
    """The old password, and the new one twice. A wrong old password is counted like a wrong try to sign in."""

    error_messages = {
        "password_incorrect": _("The old password is not right. Type it again."),
        "password_mismatch": _("The two new passwords differ. Type both again."),
    }

    def __init__(self, request, *args, **options):
        super().__init__(request.user, *args, **options)
        self.request = request
        label_new(self)
        self.fields["old_password"].label = _("Old password")

    def clean_old_password(self):
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=old) is None:
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old


class ResetForm(WeakAtTheFirst, SetPasswordForm):
    """The new password twice."""

    error_messages = {"password_mismatch": OwnPasswordForm.error_messages["password_mismatch"]}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        label_new(self)


def label_new(form):
    """Name the two fields of a new password, and say in one sentence what it needs."""
    form.fields["new_password1"].label = _("New password")
    form.fields["new_password1"].help_text = _("At least 10 characters, not a common word and not like your name.")
    form.fields["new_password2"].label = _("New password, once more")
    form.fields["new_password2"].help_text = ""
