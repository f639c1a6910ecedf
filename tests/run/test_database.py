"""The server tests run on is the one the plugin started."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_database_under_tests_is_postgresql_with_vietnamese_case_rules() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('ĐƯỜNG ẤP')")
        row = cursor.fetchone()

    assert connection.vendor == "postgresql"
    assert row == ("đường ấp",)
