from django.urls import path

from clusters.views import criteria, not_assigned, sheets

urlpatterns = [
    path("seasons/<int:pk>/sheets/", sheets.sheets, name="sheets"),
    path("seasons/<int:pk>/sheets/new/", sheets.start_sheet, name="start_sheet"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/describe/", sheets.describe_sheet, name="describe_sheet"),
    path("sheets/<int:pk>/rules/<slug:part>/", sheets.sheet_rules, name="sheet_rules"),
    path("sheets/<int:pk>/publish/", sheets.publish_sheet, name="publish_sheet"),
    path("sheets/<int:pk>/renew/", sheets.renew_sheet, name="renew_sheet"),
    path("sheets/<int:pk>/drop/", sheets.drop_sheet, name="drop_sheet"),
    path("sheets/<int:pk>/lines/new/<slug:kind>/", criteria.add_criterion, name="add_criterion"),
    path("criteria/<int:pk>/edit/", criteria.edit_criterion, name="edit_criterion"),
    path("criteria/<int:pk>/conditions/", criteria.criterion_inputs, name="criterion_inputs"),
    path("criteria/<int:pk>/move/", criteria.move_criterion, name="move_criterion"),
    path("criteria/<int:pk>/remove/", criteria.remove_criterion, name="remove_criterion"),
    path("seasons/<int:pk>/not-assigned/", not_assigned.not_assigned, name="not_assigned"),
    path("seasons/<int:pk>/not-assigned/new/", not_assigned.set_not_assigned, name="set_not_assigned"),
    path("not-assigned/<int:pk>/clear/", not_assigned.clear_not_assigned, name="clear_not_assigned"),
]
