from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models.assignment import Assignment
from organisations.fields import FoldedField, NFCCharField, SortKeyField, nfc_check
from organisations.vietnamese import folded


class UserQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The people whose accounts the actor keeps: all for the centre, those of his own units for a province."""
        if actor is None:
            return self.none()
        if actor.is_administrator:
            return self
        own = Assignment.objects.visible_to(actor).values("user_id")
        return self.filter(is_superuser=False, pk__in=own)

    def search(self, text):
        """People whose name, user name or e-mail address holds the text, with or without its marks."""
        return self.filter(folded__contains=folded(text)) if folded(text) else self.none()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def get_by_natural_key(self, username):
        """Sign-in does not depend on capitals: phones write the first letter large."""
        return self.get(username__iexact=username)

    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        return self.create_user(username, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who may sign in; what he may do there is said by his assignments, never by the account itself."""

    username = models.CharField(
        _("user name"),
        max_length=64,
        unique=True,
        validators=[ASCIIUsernameValidator()],
        help_text=_("Latin letters and digits."),
    )
    full_name = NFCCharField(_("full name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=32, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.VIETNAMESE)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(default=False, editable=False)
    session_version = models.PositiveIntegerField(default=0, editable=False)
    # The key of the form that made the account: the same form sent twice makes one account.
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    reset_mailed_at = models.DateTimeField(null=True, editable=False)
    sort_key = SortKeyField(of="given_name_first")
    folded = FoldedField(of=("full_name", "username", "email"))
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "email"]

    objects = UserManager()

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = [
            nfc_check("full_name", "person_name_is_nfc"),
            models.UniqueConstraint(
                Lower("username"),
                name="one_account_per_username",
                violation_error_message=_("Another account already has this user name. Choose a different one."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="one_account_per_email",
                violation_error_message=_("Another account already has this e-mail address."),
            ),
        ]

    def __str__(self):
        return self.full_name or self.username

    @property
    def given_name_first(self):
        """Vietnamese lists of people go by the given name, which is written last."""
        *family, given = self.full_name.split() or [self.username]
        return " ".join([given, *family])

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name

    def get_session_auth_hash(self):
        """Tie sessions to the password and to ``session_version``: raising the latter ends every open session."""
        value = f"{self.password}:{self.session_version}"
        return salted_hmac("accounts.User.session", value, algorithm="sha256").hexdigest()

    def get_session_auth_fallback_hash(self):
        """No fallback keys are in use: a new SECRET_KEY signs everybody out."""
        return iter(())
