import pytest
from django.db import DatabaseError, connection, transaction

from clusters.queries import prepared
from clusters.queries.standing import found


def test_a_connection_whose_plans_are_gone_is_given_up_after_the_request(season, actor_of, reviewer):
    actor = actor_of(reviewer)
    assert found(actor, season.pk)[0] == season
    connection.close_at = None
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    with pytest.raises(DatabaseError), transaction.atomic():
        found(actor, season.pk)

    assert connection.close_at == 0
    connection.close_at = None  # the tests keep theirs
    prepared._KNOWN.pop(connection.connection)
    assert found(actor, season.pk)[0] == season
