"""What a form says to whoever left something out or mistyped it: what to do, in whole sentences."""

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import override


class AForm(forms.Form):
    name = forms.CharField()
    on = forms.DateField()
    at = forms.DateTimeField()
    many = forms.IntegerField()
    mail = forms.EmailField()
    kind = forms.ChoiceField(choices=[("a", "A")])


def test_a_form_says_what_to_do():
    typed = {"name": "", "on": "31/2/2026", "at": "mai", "many": "nhiều", "mail": "ten", "kind": "b"}
    with override("vi"):
        errors = AForm(typed).errors
        said = {name: " ".join(told) for name, told in errors.items()}

    assert said == {
        "name": "Ô này chưa có nội dung. Hãy nhập hoặc chọn.",
        "on": "Không có ngày này, hoặc ngày nhập chưa đúng dạng. Hãy nhập ngày/tháng/năm, ví dụ 22/11/2026.",
        "at": "Hãy nhập giờ và ngày, ví dụ 17:00 22/11/2026.",
        "many": "Hãy nhập số nguyên, ví dụ 12.",
        "mail": "Hãy nhập đầy đủ địa chỉ thư điện tử, ví dụ ten@tinh.gov.vn.",
        "kind": "“b” không có trong danh sách. Hãy chọn lại trong danh sách.",
    }


def test_a_weak_password_is_refused_with_what_to_do():
    with override("vi"), pytest.raises(forms.ValidationError) as refused:
        validate_password("12345")

    assert refused.value.messages == [
        "Mật khẩu này quá ngắn. Hãy đặt mật khẩu có ít nhất 10 ký tự.",
        "Nhiều người đặt mật khẩu này nên rất dễ đoán. Hãy đặt mật khẩu khác.",
    ]
