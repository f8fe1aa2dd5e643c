from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.fields import NFCCharField, NFCTextField, NumberedField


class Decision(models.Model):
    """A signed decision that grants awards: its number, signer and day are known, or it is none yet."""

    number = NFCCharField(max_length=100)
    deciding_body = NFCCharField(max_length=200)
    signer_name = NFCCharField(max_length=200)
    signer_title = NFCCharField(max_length=200)
    signed_on = models.DateField()
    source = NFCTextField(blank=True)
    illustrative = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    identity = NumberedField(of=("number", "deciding_body"), default="")

    class Meta:
        ordering = ("-signed_on", "number")
        constraints = [
            # Every body numbers its own decisions: two provinces' may bear one number on one day.
            models.UniqueConstraint(
                fields=("identity", "signed_on"),
                name="one_decision_a_number_day_and_body",
                violation_error_message=_(
                    "A decision of this body with this number and day is recorded already. Look at the number again."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(signer_name="") & ~Q(signer_title="") & ~Q(deciding_body=""),
                name="decision_is_whole",
            ),
        ]

    def __str__(self):
        return self.number
