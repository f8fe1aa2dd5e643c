"""Vietnamese order and search."""

import unicodedata

import pytest
from django.db import connection

from organisations.vietnamese import folded, sort_key

NAMES = [
    *("An Giang", "Ăn", "Ân", "Bà Rịa – Vũng Tàu", "Bắc Giang", "Bắc Kạn", "Cà Mau", "Cao Bằng", "Cần Thơ"),
    *("Dak", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hải Dương"),
    *("ma", "mà", "mả", "mã", "má", "mạ", "Mã Lai", "Ma Lai", "Ô", "Ơ", "Ung", "Ứng", "Ý Yên", "Xã 2", "Xã 10", "Xã"),
    *("Thái Bình", "Thanh Hóa", "Thừa Thiên Huế", "Hồ Chí Minh", "Hòa Bình", "Quảng Trị", "Quảng Ninh"),
]


@pytest.mark.django_db
def test_the_order_is_that_of_the_vietnamese_dictionary_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute('SELECT name FROM unnest(%s) AS name ORDER BY name COLLATE "vi-x-icu"', [NAMES])
        dictionary = [name for (name,) in cursor.fetchall()]

    assert sorted(NAMES, key=sort_key) == dictionary


@pytest.mark.parametrize("name", NAMES)
def test_composed_and_decomposed_text_have_one_key(name):
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)
    assert folded(unicodedata.normalize("NFD", name)) == folded(name)


@pytest.mark.parametrize(
    ("text", "found_by"),
    [
        ("Đồng chí Đặng", "dong chi dang"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("  Thừa  Thiên Huế ", "thua thien hue"),
        ("Ban Thi đua - Khen thưởng Trung ương", "ban thi dua khen thuong trung uong"),
        ("12/QĐ-TTg", "12 qd ttg"),
    ],
)
def test_folded_text_has_no_marks_and_single_spaces(text, found_by):
    assert folded(text) == found_by
