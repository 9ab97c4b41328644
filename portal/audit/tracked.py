"""Whose changes are written down, field by field; django-auditlog takes this list from the settings.

Left out is what follows from other fields, and every secret. Of long texts and of addresses that
people sign in with only the fact is kept that they changed, never the words.
"""

FACT_ALONE = "portal.audit.tracked.fact_alone"
CALENDAR = ["uuid", "sequence", "created_at", "changed_at", "title_html", "is_sample"]
FOLLOWS = ["day", "last_day", "published_at", "called_off_at"]


def fact_alone(_value):
    """Return what is stored in place of a value that is nobody's business later."""
    return ""


TRACKED = [
    {
        "model": "projects.Programme",
        "exclude_fields": ["about_html"],
        "mask_fields": ["about"],
        "mask_callable": FACT_ALONE,
        "m2m_fields": {"committee"},
    },
    {"model": "projects.Phase"},
    {
        "model": "projects.Perspective",
        "mask_fields": ["summary"],
        "mask_callable": FACT_ALONE,
    },
    {"model": "projects.Area"},
    {"model": "projects.Institution"},
    {
        "model": "projects.Person",
        "exclude_fields": ["sort_name", "search_name", "reviewed_at", "is_sample"],
    },
    {"model": "projects.Affiliation"},
    {
        "model": "projects.Project",
        "exclude_fields": ["title_html", "summary_html", "search_vector"],
        "mask_fields": ["summary"],
        "mask_callable": FACT_ALONE,
        "m2m_fields": {"phases", "perspectives", "areas", "institutions"},
    },
    {"model": "projects.Membership"},
    {
        "model": "events.Series",
        "exclude_fields": ["summary_html", "is_sample"],
        "mask_fields": ["summary"],
        "mask_callable": FACT_ALONE,
    },
    {
        "model": "events.Event",
        "exclude_fields": [
            *CALENDAR,
            *FOLLOWS,
            "summary_html",
            "places_taken",
            "online_places_taken",
        ],
        "mask_fields": ["summary"],
        "mask_callable": FACT_ALONE,
    },
    {"model": "events.Session"},
    {
        "model": "events.Talk",
        "exclude_fields": [*CALENDAR, "abstract_html", "room_key"],
        "mask_fields": ["abstract"],
        "mask_callable": FACT_ALONE,
        "m2m_fields": {"publications"},
    },
    {
        "model": "events.Speaker",
        "exclude_fields": ["biography_html"],
        "mask_fields": ["biography"],
        "mask_callable": FACT_ALONE,
    },
    {
        "model": "submissions.Call",
        "exclude_fields": ["text_html"],
        "mask_fields": ["text"],
        "mask_callable": FACT_ALONE,
    },
    {"model": "events.JointAuthor"},
    {"model": "submissions.TalkType"},
    {"model": "submissions.Track"},
    {
        "model": "submissions.LateCode",
        "include_fields": ["label", "most_uses", "ends_at", "revoked_at"],
    },
    {
        "model": "news.Article",
        "exclude_fields": [
            *("title_html", "summary_html", "body_html", "day", "is_sample"),
            *("created_at", "changed_at"),
        ],
        "mask_fields": ["summary", "body"],
        "mask_callable": FACT_ALONE,
        "m2m_fields": {"projects"},
    },
    {
        "model": "accounts.User",
        "include_fields": ["email", "name", "is_active", "is_staff", "is_superuser"],
        "mask_fields": ["email"],
        "mask_callable": FACT_ALONE,
        "m2m_fields": {"groups"},
    },
    {
        "model": "invitations.Invitation",
        "include_fields": ["project", "project_role", "roles", "expires_at", "revoked_at"],
    },
    {
        "model": "consents.ConsentText",
        "exclude_fields": ["text_html", "text_de_html"],
        "mask_fields": ["text", "text_de"],
        "mask_callable": FACT_ALONE,
    },
    {"model": "preferences.Preferences"},
]
