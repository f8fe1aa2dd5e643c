"""The pages on which an administrator keeps people."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions import people
from accounts.models import User
from audit.models import Entry
from organisations.actions import units
from tests.factories.accounts import AssignmentFactory, UserFactory, make_unit
from tests.factories.actors import actor

pytestmark = pytest.mark.django_db
PEOPLE = "/accounts/people/"


@pytest.fixture
def admin(administrator, client_of):
    return client_of(administrator)


def names(answer):
    return [person.full_name for person in answer.context["page"].object_list]


def test_people_are_found_without_marks(admin):
    UserFactory(full_name="Đặng Thị Ước")
    UserFactory(full_name="Trần Văn Đức")

    assert names(admin.get(PEOPLE, {"q": "dang thi uoc"})) == ["Đặng Thị Ước"]


def test_people_stand_in_the_order_of_the_vietnamese_alphabet_by_given_name(admin):
    for given in ("Đức", "Dũng", "Ân", "An", "Ánh"):
        UserFactory(full_name=f"Vũ Văn {given}")

    assert names(admin.get(PEOPLE, {"q": "vu van"})) == [
        f"Vũ Văn {given}" for given in ("An", "Ánh", "Ân", "Dũng", "Đức")
    ]
    assert names(admin.get(PEOPLE, {"q": "vu van", "sort": "-name"}))[0] == "Vũ Văn Đức"


def test_an_unknown_order_is_the_pages_own(admin):
    assert admin.get(PEOPLE, {"sort": "password"}).status_code == 200


@pytest.mark.parametrize("count", [5, 50, 250])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    count, administrator, client_of, django_assert_num_queries
):
    AssignmentFactory.create_batch(count)
    browser = client_of(administrator)
    browser.get(PEOPLE)

    with django_assert_num_queries(6):
        answer = browser.get(PEOPLE)

    assert len(answer.context["page"].object_list) == min(count + 1, 50)


def test_a_province_administrator_lists_his_own_people_only(province_administrator, clerk, outsider, client_of):
    listed = names(client_of(province_administrator).get(PEOPLE))

    assert sorted(listed) == sorted([province_administrator.full_name, clerk.full_name])


def new_person_data(unit, **changes):
    data = {
        "username": "LeThiMoi",
        "full_name": "Lê Thị Mới",
        "email": "moi@example.vn",
        "language": "vi",
        "password": "một-mật-khẩu-dài-7",
        "key": str(uuid.uuid4()),
        "role": "clerk",
        "unit": unit.pk,
        "valid_from": "01/02/2026",
    }
    return data | changes


def test_a_new_person_is_made_with_a_first_assignment(admin, member_unit):
    answer = admin.post(PEOPLE + "new/", new_person_data(member_unit))

    person = User.objects.get(username="lethimoi")
    assert answer.url == f"{PEOPLE}{person.pk}/"
    assert f"{person.assignments.get().valid_from:%d/%m/%Y}" == "01/02/2026"


def test_a_double_press_makes_one_person_and_shows_him(admin, member_unit):
    data = new_person_data(member_unit)

    first, second = admin.post(PEOPLE + "new/", data), admin.post(PEOPLE + "new/", data)

    assert first.url == second.url
    assert User.objects.filter(username="lethimoi").count() == 1


def test_what_is_wrong_with_person_and_assignment_stands_in_one_box(admin, member_unit):
    data = new_person_data(member_unit, valid_from="31/02/2026", full_name="")

    page = admin.post(PEOPLE + "new/", data).content.decode()

    assert page.count('class="error-summary"') == 1
    assert [f'<a href="#id_{name}">' in page for name in ("full_name", "valid_from")] == [True, True]


def test_refused_input_is_shown_again(admin, member_unit):
    answer = admin.post(PEOPLE + "new/", new_person_data(member_unit, valid_from="31/02/2026"))

    page = answer.content.decode()
    assert ('value="31/02/2026"' in page, 'value="Lê Thị Mới"' in page) == (True, True)
    assert not User.objects.filter(username="lethimoi").exists()


def test_a_province_administrator_assigns_nobody_to_another_province(
    province_administrator, clerk, outside_unit, client_of
):
    data = {"role": "clerk", "unit": outside_unit.pk, "valid_from": "01/02/2026"}

    answer = client_of(province_administrator).post(f"{PEOPLE}{clerk.pk}/assignments/give/", data)

    assert answer.status_code == 200
    assert [each.unit_id for each in clerk.assignments.all()] != [outside_unit.pk]
    assert clerk.assignments.count() == 1


def test_fields_that_are_not_in_the_form_are_not_taken_from_it(admin, clerk):
    data = {
        "version": people.version_of(clerk),
        "username": "clerk",
        "full_name": "Trần Thị B",
        "language": "vi",
        "is_superuser": "on",
        "is_active": "",
        "password": "x",
    }
    before = clerk.password

    admin.post(f"{PEOPLE}{clerk.pk}/edit/", data)

    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.is_superuser, clerk.is_active, clerk.password) == ("Trần Thị B", False, True, before)


def test_a_stale_form_shows_what_the_other_saved_and_overwrites_nothing(admin, clerk):
    shown = people.version_of(clerk)
    data = {"version": shown, "username": "clerk", "full_name": "Tên Thứ Nhất", "language": "vi"}
    admin.post(f"{PEOPLE}{clerk.pk}/edit/", data)

    answer = admin.post(f"{PEOPLE}{clerk.pk}/edit/", data | {"full_name": "Tên Thứ Hai"})

    page = answer.content.decode()
    clerk.refresh_from_db()
    assert clerk.full_name == "Tên Thứ Nhất"
    assert ("Tên Thứ Nhất" in page, 'value="Tên Thứ Hai"' in page) == (True, True)
    again = data | {"full_name": "Tên Thứ Hai", "version": answer.context["version"]}
    assert admin.post(f"{PEOPLE}{clerk.pk}/edit/", again).status_code == 302


def test_an_edit_sent_twice_is_one_and_answered_alike(admin, clerk):
    data = {"version": people.version_of(clerk), "username": "clerk", "full_name": "Tên Mới", "language": "vi"}

    first, again = (admin.post(f"{PEOPLE}{clerk.pk}/edit/", data) for _time in range(2))

    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert Entry.objects.filter(action="accounts.person_edited").count() == 1


def test_a_password_set_by_another_administrator_meanwhile_is_not_lost_unseen(admin, clerk):
    address = reverse("accounts:set_password", args=[clerk.pk])
    opened = admin.get(address).context["form"]["version"].value()
    sent = [{"password": f"một-mật-khẩu-{word}-8", "version": opened} for word in ("khác", "nữa")]

    first, twice, other = (admin.post(address, data) for data in (sent[0], sent[0], sent[1]))

    assert (first.status_code, twice.status_code, other.status_code) == (302, 302, 200)
    assert other.context["form"].non_field_errors() == [
        f"Trong khi bạn mở trang này, mật khẩu của {clerk} đã được đổi hoặc các lần đăng nhập đã bị kết thúc. Chỉ bấm "
        "lại nút nếu mật khẩu của bạn là mật khẩu được dùng."
    ]
    clerk.refresh_from_db()
    assert clerk.check_password(sent[0]["password"])
    assert Entry.objects.filter(action="accounts.password_set").count() == 1
    seen = sent[1] | {"version": other.context["form"]["version"].value()}
    assert admin.post(address, seen).status_code == 302


def test_the_page_of_a_person_tells_his_history(admin, clerk):
    admin.post(reverse("accounts:set_password", args=[clerk.pk]), {"password": "một-mật-khẩu-khác-8"})

    history = admin.get(f"{PEOPLE}{clerk.pk}/").context["history"]

    assert [entry.action for entry, _sentence in history] == ["accounts.password_set"]
    assert Entry.objects.filter(details__icontains="một-mật-khẩu").count() == 0


def test_mails_of_the_embedded_portal_are_shown_to_the_centre(admin, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    from django.core.mail import send_mail  # noqa: PLC0415 -- after the settings

    send_mail("Mật khẩu mới", "http://portal.example/đặt-lại\n", None, ["moi@example.vn"])

    page = admin.get("/accounts/mails/")
    mails = page.context["mails"]

    assert [(mail.subject, mail.to, mail.body) for mail in mails] == [
        ("Mật khẩu mới", "moi@example.vn", "http://portal.example/đặt-lại")
    ]
    sent = timezone.localtime(mails[0].sent)
    assert abs(timezone.now() - sent) < dt.timedelta(minutes=1)
    assert f"moi@example.vn, {sent:%H:%M %d/%m/%Y}" in page.content.decode()


def test_refusals_of_names_and_passwords_are_vietnamese(admin, member_unit):
    data = new_person_data(member_unit, username="có dấu", password="abc1", key="x")

    errors = admin.post(PEOPLE + "new/", data).context["form"].errors

    assert {name: list(sentences) for name, sentences in errors.items()} == {
        "username": ["Tên đăng nhập chỉ gồm chữ cái không dấu, chữ số và các dấu @ . + - _. Hãy nhập lại."],
        "password": ["Mật khẩu này quá ngắn. Hãy đặt mật khẩu có ít nhất 10 ký tự."],
        "key": ["Biểu mẫu đã bị hỏng. Hãy mở lại trang rồi nhập lại."],
    }


@pytest.mark.parametrize("ends", ["01/02/2026", "31/01/2026"], ids=["the same day", "the day before"])
def test_an_assignment_that_ends_before_it_begins_is_refused_at_its_field(ends, admin, clerk, member_unit):
    typed = {"valid_from": "01/02/2026", "valid_to": ends}

    given = admin.post(
        f"{PEOPLE}{clerk.pk}/assignments/give/", {"role": "leader", "unit": member_unit.pk, "decision": "", **typed}
    )
    made = admin.post(PEOPLE + "new/", new_person_data(member_unit) | typed)

    said = {"valid_to": ["Phân công phải kết thúc sau ngày bắt đầu."]}
    assert given.context["form"].errors == said
    assert made.context["assignment_form"].errors == said
    assert clerk.assignments.count() == 1
    assert not User.objects.filter(username="lethimoi").exists()


def test_an_assignment_is_not_ended_before_it_began(admin, clerk):
    held = clerk.assignments.get()
    typed = {"on": f"{held.valid_from:%d/%m/%Y}", "reason": "Chuyển công tác."}

    answer = admin.post(reverse("accounts:end_assignment", args=[held.pk]), typed)

    assert list(answer.context["form"].errors) == ["on"]
    assert clerk.assignments.get().valid_to is None


def test_the_end_of_an_assignment_sent_twice_is_one_and_answered_alike(admin, clerk):
    address = reverse("accounts:end_assignment", args=[clerk.assignments.get().pk])
    typed = {"on": "01/12/2030", "reason": "Chuyển công tác.", "version": shown_version(admin, address)}

    first, again = (admin.post(address, typed) for _time in range(2))

    assert (first.status_code, again.status_code, again["Location"]) == (302, 302, first["Location"])
    assert Entry.objects.filter(action="accounts.assignment_ended").count() == 1


def test_an_end_that_somebody_else_recorded_is_shown_before_an_earlier_one_is_chosen(admin, clerk):
    address = reverse("accounts:end_assignment", args=[clerk.assignments.get().pk])
    typed = {"on": "31/12/2030", "reason": "Hết nhiệm kỳ.", "version": shown_version(admin, address)}
    admin.post(address, typed)
    typed |= {"on": "01/12/2030", "reason": "Chuyển công tác."}

    refused = admin.post(address, typed)

    assert refused.context["form"].errors["on"] == [
        "Có người khác đã kết thúc phân công này trong khi trang này đang mở: phân công kết thúc ngày 31/12/2030. "
        "Hãy xem lại."
    ]
    assert refused.context["form"]["on"].value() == "01/12/2030"
    assert clerk.assignments.get().valid_to == dt.date(2030, 12, 31)
    typed["version"] = refused.context["form"]["version"].value()
    assert admin.post(address, typed).status_code == 302
    assert clerk.assignments.get().valid_to == dt.date(2030, 12, 1)


def shown_version(admin, address):
    return admin.get(address).context["form"]["version"].value()


def test_units_of_one_name_are_told_apart_by_the_province_they_stand_under(admin, clerk, member_unit, outside_unit):
    for province in (member_unit, outside_unit):
        department = make_unit("Sở Tài chính", code="STC", kind="agency", parent=province)
    AssignmentFactory(user=clerk, unit=department)

    offered = admin.get(PEOPLE + "new/").context["assignment_form"]["unit"].field.choices
    labels = {label for _value, label in offered}
    assert {"Sở Tài chính, tỉnh Nam Định", "Sở Tài chính, tỉnh Lào Cai"} <= labels
    assert "Sở Tài chính, tỉnh Lào Cai" in admin.get(f"{PEOPLE}{clerk.pk}/").content.decode()
    assert "Sở Tài chính, tỉnh Lào Cai" in admin.get(PEOPLE).content.decode()


def test_a_reviewer_at_a_provinces_council_is_refused_at_the_unit_and_nothing_is_made(admin, clerk, member_unit):
    council = make_unit("Hội đồng tỉnh", code="HĐT", kind="council", parent=member_unit)
    data = {"role": "reviewer", "unit": council.pk, "valid_from": "01/02/2026"}
    answer = admin.post(f"{PEOPLE}{clerk.pk}/assignments/give/", data)

    assert "Hãy chọn Ban hoặc chọn chính tỉnh đó." in answer.context["form"].errors["unit"][0]
    assert clerk.assignments.count() == 1


def test_people_under_a_province_are_kept_and_named_as_before_once_it_is_a_city(admin, clerk, client_of, member_unit):
    department = make_unit("Sở Tài chính", code="STC", kind="agency", parent=member_unit)
    office = make_unit("Chi cục Thuế", code="CCT", kind="agency", parent=department)
    holder = AssignmentFactory(unit=office).user
    city = units.change_kind(member_unit, "city", dt.date(2021, 1, 1), by=actor())
    younger = make_unit("Sở Y tế", code="SYT", kind="agency", parent=city, valid_from=dt.date(2021, 1, 1))
    keeper = client_of(AssignmentFactory(unit=city, role="administrator").user)

    offered = {label for _pk, label in keeper.get(f"{PEOPLE}new/").context["assignment_form"]["unit"].field.choices}
    given = {"role": "clerk", "unit": department.pk, "valid_from": "01/02/2026"}

    under = {f"{unit.name}, thành phố Nam Định" for unit in (department, younger)}
    whole = f"{office.name}, {department.name}, thành phố Nam Định"
    assert offered == {"Chọn đơn vị", "thành phố Nam Định", whole, *under}
    assert keeper.post(f"{PEOPLE}{holder.pk}/assignments/give/", given).status_code == 302
    for browser in (admin, keeper):
        assert all(whole in browser.get(page).content.decode() for page in (PEOPLE, f"{PEOPLE}{holder.pk}/"))
    holder.refresh_from_db()
    assert f"{department.name}, thành phố Nam Định" in client_of(holder).get("/").content.decode()


def test_an_assignment_at_a_province_that_has_ended_does_not_reach_what_begins_under_the_city(client_of, member_unit):
    stale = client_of(AssignmentFactory(unit=member_unit, role="administrator").user)
    older = make_unit("Sở Tài chính", code="STC", kind="agency", parent=member_unit)
    city = units.change_kind(member_unit, "city", dt.date(2021, 1, 1), by=actor())
    make_unit("Sở Y tế", code="SYT", kind="agency", parent=city, valid_from=dt.date(2021, 1, 1))

    offered = stale.get(f"{PEOPLE}new/").context["assignment_form"]["unit"].field.choices

    assert [label for pk, label in offered if pk] == [f"{older.name}, thành phố Nam Định"]


@pytest.mark.parametrize("count", [5, 50, 250])
def test_where_people_and_units_stand_is_asked_once_for_all(count, administrator, client_of, django_assert_num_queries):
    for each in range(count):
        province = make_unit(f"Tỉnh {each}", code=f"P{each}")
        AssignmentFactory(unit=make_unit("Sở Tài chính", code="STC", kind="agency", parent=province))
    browser = client_of(administrator)
    browser.get(PEOPLE)

    with django_assert_num_queries(7):
        browser.get(PEOPLE)
    with django_assert_num_queries(5):
        browser.get(f"{PEOPLE}new/")
