from django.db import models


class Receipt(models.Model):
    """A form that made something once: posted a second time, it finds here what it made."""

    key = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=60)
    made = models.BigIntegerField(null=True)
    received_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"{self.kind} {self.made}"
