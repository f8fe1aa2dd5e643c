"""Pages of units and legal documents."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import User
from audit.models import Entry
from organisations.choices import UnitKind
from organisations.models import LegalDocument, Succession, Unit
from tests.factories.organisations import LegalDocumentFactory, SuccessionFactory, UnitFactory
from tests.plugins.cast import CAST

pytestmark = pytest.mark.django_db
DAY, LATER = dt.date(2025, 7, 1), dt.date(2026, 8, 24)
ASSIGNED = [who for who in CAST if who != "nobody"]


def address(name, *args):
    return reverse(f"organisations:{name}", args=args)


@pytest.fixture
def centre(client_of, administrator):
    """The browser of the central administrator, who has just looked at another page."""
    client = client_of(administrator)
    client.get(address("documents"))
    return client


@pytest.mark.parametrize("who", ASSIGNED)
def test_whoever_is_signed_in_reads_units_and_documents(request, client_of, who):
    unit, document = UnitFactory(), LegalDocumentFactory()
    client = client_of(request.getfixturevalue(who))

    for page in (address("units"), address("unit", unit.pk), address("documents"), address("document", document.pk)):
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("who", ASSIGNED)
def test_only_the_central_administrator_changes_provinces_and_documents(request, client_of, who):
    province, document = UnitFactory(), LegalDocumentFactory()
    client = client_of(request.getfixturevalue(who))
    changes = [address(name, province.pk) for name in ("merge", "rename", "change_kind", "close")]

    for page in (*changes, address("open_unit"), address("add_document"), address("edit_document", document.pk)):
        expected = 200 if who == "administrator" else 403
        assert client.get(page).status_code == expected
        assert client.post(page, {}).status_code == expected
    assert Unit.objects.filter(valid_to=None).count() == Unit.objects.count()


def test_a_province_administrator_keeps_the_units_under_his_province(client_of, province_administrator, member_unit):
    client = client_of(province_administrator)
    values = {"code": "SNV", "name": "Sở Nội vụ", "kind": "agency", "on": "01/01/2020"}

    response = client.post(address("open_unit", member_unit.pk), values)

    agency = Unit.objects.get(name="Sở Nội vụ")
    assert response.url == address("unit", agency.pk)
    assert agency.parent == member_unit
    assert "Đã lưu: Sở Nội vụ." in client.get(response.url).content.decode()
    assert client.get(address("rename", agency.pk)).status_code == 200
    assert client.get(address("open_unit", UnitFactory().pk)).status_code == 403


def test_a_stranger_is_asked_to_sign_in(client_of):
    for page in (address("units"), address("unit", UnitFactory().pk), address("documents"), address("open_unit")):
        assert client_of(None).get(page).status_code == 302


def test_what_does_not_exist_is_not_found(centre):
    for page in (address("unit", 999), address("rename", 999), address("document", 999)):
        assert centre.get(page).status_code == 404


def test_the_list_is_searched_without_marks_and_on_a_day(centre):
    old = UnitFactory(name="Đắk Nông", code="67", valid_to=DAY)

    def found(**asked):
        return list(centre.get(address("units"), asked).context["page"])

    assert found(q="dak nong", on="30/06/2025") == [old]
    assert found(q="dak nong", on="01/07/2025") == []
    assert found(q="67", on="30/06/2025", kind="city") == []


def test_a_day_that_is_none_is_refused_in_the_form(centre):
    response = centre.get(address("units"), {"on": "32/13/2025"})

    assert response.status_code == 200
    assert "on" in response.context["form"].errors


def test_a_merger_is_made_from_the_page_and_shown_on_it(centre):
    bac_ninh, bac_giang = UnitFactory(name="Bắc Ninh", code="27"), UnitFactory(name="Bắc Giang", code="24")
    document = LegalDocumentFactory(number="202/2025/QH15")
    values = {
        "others": [bac_giang.pk],
        "name": "Bắc Ninh",
        "code": "24",
        "kind": "province",
        "on": "01/07/2025",
        "document": document.pk,
    }

    response = centre.post(address("merge", bac_ninh.pk), values, follow=True)
    again = centre.post(address("merge", bac_ninh.pk), values)

    merged = Unit.objects.get(valid_from=DAY)
    assert response.redirect_chain == [(address("unit", merged.pk), 302)]
    page = response.content.decode()
    assert all(part in page for part in ("Tỉnh Bắc Giang (cũ)", "202/2025/QH15", "01/07/2025"))
    assert (again.status_code, again.url) == (302, address("unit", merged.pk))
    assert Succession.objects.count() == 2


def test_a_refused_change_keeps_what_was_typed_and_says_why(centre):
    unit = UnitFactory(name="Hà Nam", valid_from=DAY)

    response = centre.post(address("rename", unit.pk), {"name": "Tên Mới", "on": "01/01/2020"})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["on"]
    assert "Tên Mới" in response.content.decode()
    unit.refresh_from_db()
    assert unit.valid_to is None


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rename", {"name": "Tên Mới", "on": "01/07/2025"}),
        ("change_kind", {"kind": "city", "on": "01/07/2025"}),
        ("close", {"reason": "Giải thể.", "on": "01/07/2025"}),
    ],
)
def test_each_change_ends_the_row_on_its_day(centre, name, values):
    unit = UnitFactory()

    assert centre.post(address(name, unit.pk), values).status_code == 302

    unit.refresh_from_db()
    assert unit.valid_to == DAY


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rename", {"name": "Tên Mới", "on": "01/07/2025"}),
        ("change_kind", {"kind": "city", "on": "01/07/2025"}),
        ("close", {"reason": "Giải thể.", "on": "01/07/2025"}),
    ],
)
def test_the_same_change_sent_twice_is_one_and_answered_alike(centre, name, values):
    unit = UnitFactory()

    first, again = (centre.post(address(name, unit.pk), values) for _time in range(2))

    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert Entry.objects.filter(subject_kind="organisations.unit").count() == 1


def test_the_same_document_sent_twice_is_one_and_answered_alike(centre):
    values = {"number": "1/2026/NĐ-CP", "issuer": "Chính phủ", "title": "Nghị định", "issued_on": "05/03/2026"}

    first, again = (centre.post(address("add_document"), values) for _time in range(2))
    other = centre.post(address("add_document"), values | {"title": "Nghị định khác"})

    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert (other.status_code, LegalDocument.objects.count()) == (200, 1)
    assert other.context["form"].errors


def test_a_correction_of_a_document_sent_twice_is_one_and_answered_alike(centre):
    document = LegalDocumentFactory(title="Ban đầu")
    values = {"number": document.number, "issuer": document.issuer, "title": "Nghị định", "version": 1}

    first, again = (centre.post(address("edit_document", document.pk), values) for _time in range(2))

    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert Entry.objects.filter(action="document.corrected").count() == 1


def test_a_predecessor_that_is_there_already_is_recorded_from_the_page(centre):
    old = UnitFactory(name="Hà Tây", code="33", valid_to=DAY)
    UnitFactory(name="Chưa kết thúc", code="91")
    UnitFactory(name="Kết thúc trước", code="92", valid_to=dt.date(1990, 1, 1), valid_from=dt.date(1980, 1, 1))
    new = UnitFactory(name="Hà Nội", code="01", kind="city")
    page = address("link", new.pk)
    assert page in centre.get(address("unit", new.pk)).content.decode()
    shown = centre.get(page).context["form"].fields["predecessor"]
    values = {"predecessor": old.pk, "kind": "merger", "document": LegalDocumentFactory(number="15/2008/QH12").pk}

    answers = [centre.post(page, values) for _time in range(2)]

    assert [unit.name for unit in shown.queryset] == ["Hà Tây"]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, address("unit", new.pk))] * 2
    assert Succession.objects.values_list("predecessor", "successor", "on").get() == (old.pk, new.pk, DAY)
    told = centre.get(address("unit", new.pk)).content.decode()
    assert all(part in told for part in ("Tỉnh Hà Tây (cũ)", "15/2008/QH12", "01/07/2025"))


def test_a_province_turns_into_a_city_and_into_nothing_else(centre):
    choices = centre.get(address("change_kind", UnitFactory().pk)).context["form"].fields["kind"].choices

    assert [value for value, _label in choices] == [UnitKind.CITY]


def test_a_document_is_entered_and_corrected(centre):
    values = {"number": "1/2026/NĐ-CP", "issuer": "Chính phủ", "title": "Nghị định", "issued_on": "05/03/2026"}

    centre.post(address("add_document"), values)
    centre.post(address("add_document"), values)
    document = LegalDocument.objects.get()
    response = centre.post(address("edit_document", document.pk), values | {"title": "Nghị định mới", "version": 1})

    assert response.url == address("document", document.pk)
    document.refresh_from_db()
    assert (document.title, document.version, document.issued_on) == ("Nghị định mới", 2, dt.date(2026, 3, 5))
    assert list(LegalDocument.objects.search("nghi dinh moi")) == [document]
    assert [kind.objects.search("%").count() for kind in (LegalDocument, Unit, User)] == [0, 0, 0]


def test_a_stale_form_shows_what_the_other_saved_and_overwrites_nothing(centre):
    document = LegalDocumentFactory(title="Ban đầu")
    values = {"number": document.number, "issuer": document.issuer, "version": 1}
    centre.post(address("edit_document", document.pk), values | {"title": "Của người khác"})

    response = centre.post(address("edit_document", document.pk), values | {"title": "Của tôi"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "Của người khác" in page
    assert "Của tôi" in page
    document.refresh_from_db()
    assert document.title == "Của người khác"
    response = centre.post(
        address("edit_document", document.pk),
        values | {"title": "Của tôi", "version": response.context["current"].version},
    )
    assert response.status_code == 302


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_list_asks_the_database_the_same_however_long_it_is(centre, count, django_assert_num_queries):
    province = UnitFactory()
    UnitFactory.create_batch(count, parent=province, legal_document=LegalDocumentFactory())

    with django_assert_num_queries(6):
        response = centre.get(address("units"), {"kind": "province", "q": "thu nghiem"})
    assert len(response.context["page"]) == min(count + 1, 50)


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_page_of_a_unit_asks_the_database_the_same_however_much_it_shows(centre, count, django_assert_num_queries):
    document = LegalDocumentFactory()
    province = UnitFactory(valid_from=DAY, legal_document=document, parent=UnitFactory())
    UnitFactory.create_batch(count, parent=province, valid_from=DAY)
    for _predecessor in range(count):
        SuccessionFactory(successor=province, legal_document=document)
        SuccessionFactory(predecessor=province, successor=UnitFactory(), legal_document=document)

    with django_assert_num_queries(14):
        response = centre.get(address("unit", province.pk))
    assert len(response.context["chronicle"].family) == 2 * count + 1


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_list_of_documents_asks_the_database_the_same_however_long_it_is(centre, count, django_assert_num_queries):
    LegalDocumentFactory.create_batch(count)

    with django_assert_num_queries(5):
        response = centre.get(address("documents"))
    assert len(response.context["page"]) == min(count, 50)


def test_the_list_of_units_is_sorted_by_code_name_or_first_day(centre):
    for code, name, first in (("X30", "Đà Nẵng", 1997), ("X10", "An Giang", 2025), ("X20", "Ấp Bắc", 1975)):
        UnitFactory(code=code, name=name, valid_from=dt.date(first, 1, 1))

    def listed(sort):
        page = centre.get(address("units"), {"sort": sort, "on": "01/08/2025"})
        return [unit.code for unit in page.context["page"] if unit.code.startswith("X")]

    assert listed("") == listed("name") == listed("unknown") == ["X10", "X20", "X30"]
    assert listed("-name") == ["X30", "X20", "X10"]
    assert listed("code") == ["X10", "X20", "X30"]
    assert listed("from") == ["X20", "X30", "X10"]
    assert listed("-from") == ["X10", "X30", "X20"]


@pytest.mark.parametrize("ends", ["01/07/2025", "30/06/2025"], ids=["the same day", "the day before"])
def test_a_document_that_ends_before_it_begins_is_refused_at_its_field(ends, centre):
    typed = {"number": "1/2025/NĐ-CP", "issuer": "Chính phủ", "title": "Nghị định", "effective_from": "01/07/2025"}

    answer = centre.post(address("add_document"), typed | {"effective_to": ends})

    assert list(answer.context["form"].errors) == ["effective_to"]
    assert not LegalDocument.objects.filter(number="1/2025/NĐ-CP").exists()


@pytest.mark.parametrize("change", ["rename", "change_kind", "close", "merge"])
@pytest.mark.parametrize("earlier", [0, 1], ids=["the same day", "the day before"])
def test_a_unit_that_would_end_before_it_began_is_refused_at_the_day(earlier, change, centre):
    unit, other = UnitFactory(valid_from=DAY), UnitFactory(valid_from=DAY)
    typed = {"name": "Tên Mới", "kind": "city", "reason": "Có lý do.", "others": [other.pk], "code": "9999"}
    kind = {"kind": unit.kind} if change == "merge" else {}

    answer = centre.post(
        address(change, unit.pk), typed | kind | {"on": f"{DAY - dt.timedelta(days=earlier):%d/%m/%Y}"}
    )

    assert list(answer.context["form"].errors) == ["on"]
    assert Unit.objects.get(pk=unit.pk).valid_to is None


def test_the_page_that_adds_a_unit_says_where_one_under_a_province_is_added(centre, member_unit):
    at_the_top, under_it = (
        centre.get(address).content.decode() for address in (reverse("organisations:open_unit"), under(member_unit))
    )

    assert "được thêm trên trang của tỉnh đó" in at_the_top
    assert f'<a href="{reverse("organisations:units")}">Tìm tỉnh trong danh sách đơn vị</a>' in at_the_top
    assert "được thêm trên trang của tỉnh đó" not in under_it


def test_a_province_administrator_is_led_from_the_list_to_adding_under_his_province(
    client_of, province_administrator, administrator, clerk, member_unit
):
    led = {
        who.username: under(member_unit) in client_of(who).get(reverse("organisations:units")).content.decode()
        for who in (province_administrator, administrator, clerk)
    }

    assert led == {"province_administrator": True, "administrator": False, "clerk": False}


def under(unit):
    return reverse("organisations:open_unit", args=[unit.pk])


def test_the_list_and_the_page_name_who_stands_for_the_superior_on_the_day(centre):
    province = UnitFactory(name="Nghệ An", valid_to=DAY)
    city = UnitFactory(name="Nghệ An", kind=UnitKind.CITY, valid_from=DAY)
    SuccessionFactory(predecessor=province, successor=city)
    commune = UnitFactory(parent=province, kind=UnitKind.COMMUNE, name="Xã Cổ")

    def listed(on):
        return centre.get(address("units"), {"q": "Xã Cổ", "on": on}).content.decode()

    page, of_old, of_new = (centre.get(address("unit", unit.pk)).content.decode() for unit in (commune, province, city))

    assert ">Tỉnh Nghệ An</td>" in listed("30/06/2025")
    assert ">Thành phố Nghệ An</td>" in listed("01/07/2025")
    assert page.count(f'<a href="{address("unit", city.pk)}">Thành phố Nghệ An</a>') == 2
    assert address("unit", province.pk) not in page
    assert "Đơn vị trực thuộc vào ngày 30/06/2025" in of_old
    assert "Đơn vị trực thuộc</h2>" in of_new
    assert address("unit", commune.pk) in of_old
    assert address("unit", commune.pk) in of_new


def test_units_of_before_and_after_a_change_of_their_superior_are_offered_to_each_other(centre):
    province, stranger = UnitFactory(valid_to=DAY), UnitFactory()
    city = UnitFactory(kind=UnitKind.CITY, valid_from=DAY)
    SuccessionFactory(predecessor=province, successor=city)
    older, gone = (UnitFactory(parent=province, kind=UnitKind.COMMUNE, valid_to=end) for end in (None, LATER))
    younger = UnitFactory(parent=city, kind=UnitKind.COMMUNE, valid_from=DAY)
    UnitFactory(parent=stranger, kind=UnitKind.COMMUNE, valid_to=LATER)
    UnitFactory(parent=stranger, kind=UnitKind.COMMUNE)

    def offered(name, unit, field):
        return list(centre.get(address(name, unit.pk)).context["form"].fields[field].queryset)

    assert offered("merge", older, "others") == [younger]
    assert offered("merge", younger, "others") == [older]
    assert offered("link", younger, "predecessor") == [gone]
