"""After a test with transactions of its own the database is put back as migrations left it, without emptying two hundred tables and
making every permission and section anew (what Django does takes seconds, this hundredths)."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

KEPT = "kept"  # the schema with a copy of every table that migrations put rows into


def keep() -> None:
    """Remember what the tables hold now; not where we may not switch triggers off, Django's way is taken there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
        ((is_allowed,),) = cursor.fetchall()
        if not is_allowed:
            return
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in _filled():
            cursor.execute(f"CREATE TABLE {KEPT}.{_quoted(table)} AS TABLE public.{_quoted(table)}")


def restore() -> None:
    """Make the tables hold what they held at `keep`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute "
            "WHERE attrelid = ('public.' || quote_ident(c.relname))::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '') "
            "FROM pg_class c WHERE c.relnamespace = to_regnamespace(%s)",
            [KEPT],
        )
        kept = dict(cursor.fetchall())
        if not kept:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=False)
            return
        statements = [f"DELETE FROM public.{_quoted(table)}" for table in {*_filled(), *kept}]
        statements += [
            f"INSERT INTO public.{_quoted(table)} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {KEPT}.{_quoted(table)}"
            for table, columns in kept.items()
        ]
        # Neither foreign keys nor triggers (history, tables that are only added to) are asked.
        cursor.execute(
            "; ".join(["BEGIN", "SET LOCAL session_replication_role = replica", *statements, "COMMIT"])
        )


def _filled() -> list[str]:
    """Tables that hold anything; those of libraries that no model of ours stands for (waiting jobs) as well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM public.{_quoted(name)})" for name in tables
            )
        )
        return [name for (name,) in cursor.fetchall()]


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))
