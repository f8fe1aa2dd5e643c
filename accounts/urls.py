"""Addresses of the accounts pages."""

from django.urls import path

from accounts.views import assignments, blocks, mail, own, passwords, people, session

app_name = "accounts"

urlpatterns = [
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("acting/", session.acting_as, name="acting"),
    path("password/", passwords.password_change, name="password_change"),
    path("password/forgotten/", passwords.forgotten, name="forgotten"),
    path("password/forgotten/sent/", passwords.link_sent, name="link_sent"),
    path("password/reset/<str:key>/<str:token>/", passwords.reset_password, name="reset_password"),
    path("me/", own.profile, name="profile"),
    path("roles/", own.roles, name="roles"),
    path("mails/", mail.mails, name="mails"),
    path("blocks/", blocks.blocks, name="blocks"),
    path("blocks/lift/", blocks.lift_block, name="lift_block"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/edit/", people.edit_person, name="edit_person"),
    path("people/<int:person_id>/deactivate/", people.deactivate_person, name="deactivate_person"),
    path("people/<int:person_id>/activate/", people.activate_person, name="activate_person"),
    path("people/<int:person_id>/password/", people.set_password, name="set_password"),
    path("people/<int:person_id>/unlock/", people.unlock_person, name="unlock_person"),
    path("people/<int:person_id>/assignments/give/", assignments.give_assignment, name="give_assignment"),
    path("assignments/<int:assignment_id>/end/", assignments.end_assignment, name="end_assignment"),
]
