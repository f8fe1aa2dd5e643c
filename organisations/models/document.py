"""The instruments of law that units, awards and rules rest on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organisations.fields import FoldedField, NFCCharField, NFCTextField, nfc_check
from organisations.vietnamese import folded


class LegalDocumentQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The law is public: whoever is signed in sees all of it."""
        return self if actor is not None else self.none()

    def search(self, text):
        signs_alone = text.strip() and not folded(text)
        return self.none() if signs_alone else self.filter(folded__contains=folded(text))


class LegalDocument(models.Model):
    """One law, decree, circular or decision; a date that nobody has confirmed stays empty."""

    number = NFCCharField(_("number and symbol"), max_length=100)
    issuer = NFCCharField(_("issued by"), max_length=200)
    title = NFCTextField(_("title"))
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    effective_to = models.DateField(_("no longer in force from"), null=True, blank=True)
    note = NFCTextField(_("note"), blank=True)
    folded = FoldedField(of=("number", "issuer", "title"), max_length=2000)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        ordering = ("-issued_on", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("number", "issuer"),
                name="one_document_per_number_and_issuer",
                violation_error_message=_("A document of this issuer with this number is there already."),
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_from=None) | Q(effective_to__gt=F("effective_from")),
                name="document_ends_after_it_starts",
                violation_error_message=_("A document cannot cease to be in force before it comes into force."),
            ),
            nfc_check("number", "document_number_is_nfc"),
            nfc_check("title", "document_title_is_nfc"),
        ]

    def __str__(self):
        return self.number

    def clean(self):
        if self.effective_from and self.effective_to and self.effective_to <= self.effective_from:
            sentence = gettext("A document cannot cease to be in force before it comes into force.")
            raise ValidationError({"effective_to": sentence})
