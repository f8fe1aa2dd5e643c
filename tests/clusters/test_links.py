from django.urls import reverse, set_script_prefix

from clusters.links import address_of


def test_the_address_of_each_thing_is_the_one_that_the_urls_give():
    scores_of = address_of("clusters:scores")

    assert [scores_of(key) for key in (1, 90210)] == [reverse("clusters:scores", args=[key]) for key in (1, 90210)]


def test_the_address_is_right_wherever_the_portal_is_mounted():
    try:
        for prefix in ("/thi-dua/", "/v/0/"):
            set_script_prefix(prefix)
            assert address_of("clusters:scores")(5) == reverse("clusters:scores", args=[5])
    finally:
        set_script_prefix("/")
