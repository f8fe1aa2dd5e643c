"""A reason says something: nothing else tells whoever reads it later."""

import pytest
from django.forms import ValidationError

from organisations.reasons import require_words


@pytest.mark.parametrize("text", ["x", "abcd", "aaaaaa", "AaAaa", "12345", "…….", "s a i"])
def test_what_tells_nobody_anything_is_no_reason(text):
    with pytest.raises(ValidationError):
        require_words(text)


@pytest.mark.parametrize("text", ["sai số", "Nhập nhầm số", "đã rút", "QĐ 12/QĐ-TTg", "12/KL-TT"])
def test_a_few_words_or_the_number_of_a_paper_are_a_reason(text):
    assert require_words(text) is None
