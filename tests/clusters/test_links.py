from django.urls import reverse

from clusters.links import address_of


def test_the_address_of_each_thing_is_the_one_that_the_urls_give():
    scores_of = address_of("clusters:scores")

    assert [scores_of(key) for key in (1, 90210)] == [reverse("clusters:scores", args=[key]) for key in (1, 90210)]
