"""Whatever reaches the database past the forms: a word of a list is one of those that there are."""

from django.db import migrations

from organisations.constraints import known


class Migration(migrations.Migration):
    dependencies = [("clusters", "0012_numbers_are_numbers")]
    operations = [
        known("clusters_cluster", "word", "cluster", "bloc"),
        known("clusters_conference", "kind", "half_year", "year_end"),
        known("clusters_resolution", "kind", "discussed", "proposed", "directed", "concluded"),
        known("clusters_criteriasheet", "not_assigned", "exclude", "full", "zero"),
        known("clusters_criterion", "kind", "group", "item"),
        known(
            "clusters_criterion",
            "method",
            "",
            "plan_step",
            "proportional",
            "bands",
            "rank",
            "leader",
            "check",
            "count",
            "manual",
        ),
        known("clusters_criterion", "derive", "", "value", "ratio", "delta", "growth", "rank_change", "share"),
        known("clusters_criterioninput", "part", "actual", "condition"),
        known("clusters_criterioninput", "plan_giver", "", "centre", "council", "own"),
        known("clusters_criterioninput", "period", "H1", "FY"),
        known("clusters_indicator", "kind", "amount", "percentage", "ratio", "count", "rank", "yes_no"),
        known("clusters_indicator", "direction", "higher", "lower"),
        known(
            "clusters_indicator",
            "aggregation",
            "mean",
            "weighted_mean",
            "sum",
            "ratio_of_sums",
            "mean_of_ratios",
            "count_meeting_plan",
            "count_yes",
            "list",
        ),
        known("clusters_submission", "period", "H1", "FY"),
        known("clusters_plan", "giver", "centre", "council", "own"),
        known("clusters_figure", "status", "estimate", "final"),
        known("clusters_figure", "previous_origin", "", "carried", "typed"),
        known("clusters_post", "kind", "head", "deputy"),
        known("clusters_statement", "period", "H1", "FY"),
        known("clusters_statement", "section", "results", "movements", "awards", "cluster"),
        known("clusters_statement", "aggregate", "mean", "sum", "plan_percent", "count", "change", "ratio", "value"),
    ]
