"""What is said of nominations is said of clusters and of blocs alike: one sentence names both."""

import re
from pathlib import Path

import polib
from django.utils import translation

from accounts.roles import Role

CATALOGUE = Path(__file__).parents[2] / "locale" / "vi" / "awards.po"
OF_A_CLUSTER_ALONE = re.compile(r"([Tt]hường trực|tổ chức|rời|khỏi) cụm(?!, khối)")


def test_no_sentence_about_awards_speaks_of_a_cluster_alone():
    said = [entry.msgstr for entry in polib.pofile(str(CATALOGUE))]

    assert [sentence for sentence in said if OF_A_CLUSTER_ALONE.search(sentence)] == []


def test_the_reviewer_is_named_after_clusters_and_blocs():
    with translation.override("vi"):
        assert str(Role.REVIEWER.label) == "Chuyên viên thẩm định của cơ quan tổ chức cụm, khối"
