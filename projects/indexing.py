"""Keeps what finds a project true: its words by weight, and how they are spelled."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from projects.names import folded

# Titles weigh most, then people, then subjects and places, then the summary.
INDEX = """
    WITH texts AS (
        SELECT project.id,
            concat_ws(' ', project.acronym, project.title, project.title_de,
                array_to_string(project.alternative_titles, ' ')) AS titles,
            (SELECT string_agg(person.name, ' ' ORDER BY membership.id)
                FROM projects_membership AS membership
                JOIN projects_person AS person ON person.id = membership.person_id
                WHERE membership.project_id = project.id) AS people,
            concat_ws(' ', array_to_string(project.keywords, ' '),
                (SELECT string_agg(area.name, ' ' ORDER BY area.id)
                    FROM projects_project_areas AS link
                    JOIN projects_area AS area ON area.id = link.area_id
                    WHERE link.project_id = project.id),
                (SELECT string_agg(concat_ws(' ', institution.name, institution.city,
                        (SELECT string_agg(alias.name, ' ' ORDER BY alias.id)
                            FROM projects_alias AS alias
                            WHERE alias.institution_id = institution.id)),
                        ' ' ORDER BY institution.id)
                    FROM projects_project_institutions AS link
                    JOIN projects_institution AS institution
                        ON institution.id = link.institution_id
                    WHERE link.project_id = project.id)) AS subjects,
            project.summary
        FROM projects_project AS project
        WHERE project.id = ANY(%s)
    ), vectors AS (
        SELECT id, setweight(to_tsvector('portal', titles), 'A')
            || setweight(to_tsvector('portal', coalesce(people, '')), 'B')
            || setweight(to_tsvector('portal', subjects), 'C')
            || setweight(to_tsvector('portal', summary), 'D') AS vector
        FROM texts
    ), indexed AS (
        UPDATE projects_project AS project
        SET search_vector = vectors.vector
        FROM vectors
        WHERE project.id = vectors.id
            AND project.search_vector IS DISTINCT FROM vectors.vector
    )
    INSERT INTO projects_word (text)
    SELECT DISTINCT word
    FROM texts, regexp_split_to_table(
        lower(unaccent(concat_ws(' ', titles, people, subjects, summary))), '[^[:alnum:]]+'
    ) AS word
    WHERE length(word) BETWEEN 4 AND 40 AND to_tsvector('portal', word) <> ''
    ON CONFLICT DO NOTHING
"""

# A word is still needed while some name or text holds it, whole, as INDEX would find it there.
FORGET = """
    DELETE FROM projects_word AS word
    WHERE word.text = ANY(%s)
        AND NOT EXISTS (SELECT FROM projects_person AS person
            WHERE person.search_name ~ ('\\m' || word.text || '\\M'))
        AND NOT EXISTS (SELECT FROM projects_project AS project
            WHERE lower(unaccent(concat_ws(' ', project.acronym, project.title, project.title_de,
                array_to_string(project.alternative_titles, ' '),
                array_to_string(project.keywords, ' '), project.summary)))
                ~ ('\\m' || word.text || '\\M'))
        AND NOT EXISTS (
            SELECT FROM (
                SELECT name FROM projects_area
                UNION ALL SELECT name FROM projects_alias
                UNION ALL SELECT concat_ws(' ', name, city) FROM projects_institution
            ) AS subject
            WHERE lower(unaccent(subject.name)) ~ ('\\m' || word.text || '\\M'))
"""

_waiting: ContextVar[set[int] | None] = ContextVar("projects waiting to be indexed", default=None)


def index(project_ids):
    """Let these projects be found by what they say now; nothing is written where that is so."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(project_ids)
    elif project_ids := sorted(project_ids):
        with connection.cursor() as cursor:
            cursor.execute(INDEX, [project_ids])


def forget(names):
    """Forget the words of these names that nothing else is found by."""
    words = sorted({word for name in names for word in folded(name).split()})
    if words:
        with connection.cursor() as cursor:
            cursor.execute(FORGET, [words])


@contextmanager
def at_the_end():
    """Index once, after many changes, in place of after each."""
    token = _waiting.set(set())
    try:
        yield
        waiting = _waiting.get()
    finally:
        _waiting.reset(token)
    index(waiting)
