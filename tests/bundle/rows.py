from django.apps import apps
from django.db import connection
from psycopg2 import sql

APPS = ["projects", "events", "news"]


def versions():
    """Return, for every row of the apps, the place where its present version lies in its table.

    PostgreSQL writes a changed row to another place, even if it says the same as before.
    """
    tables = [model._meta.db_table for app in APPS for model in _models(app)]
    return {table: _places(table) for table in tables}


def _models(app):
    return apps.get_app_config(app).get_models(include_auto_created=True)


def _places(table):
    with connection.cursor() as cursor:
        rows = sql.SQL("SELECT ctid::text FROM {} ORDER BY 1").format(sql.Identifier(table))
        cursor.execute(rows)
        return cursor.fetchall()
