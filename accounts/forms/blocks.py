"""Which closed address is meant."""

from django import forms


class AddressForm(forms.Form):
    address = forms.GenericIPAddressField()
