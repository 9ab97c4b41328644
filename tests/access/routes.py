from django.urls import URLPattern, URLResolver, get_resolver

# Django's own admin is for administrators alone and has its own tests.
LEFT_OUT = ("admin",)


def routes(resolver=None, namespaces=()):
    """Yield the name of every route of the portal, with its namespaces; unnamed ones by pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            if not set(inner) & set(LEFT_OUT):
                yield from routes(entry, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or str(entry.pattern)))
