from axe_playwright_python.base import AXE_SCRIPT

LOOK = "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(one => one.id))"


def findings(page, addresses):
    """Return what is wrong with each page, in the light and in the dark; nothing where all is well."""
    found = {}
    for address in addresses:
        page.goto(address)
        page.evaluate(AXE_SCRIPT)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            wrong = page.evaluate(LOOK)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wrong.append("wider than the screen")
            if wrong:
                found[address, theme] = wrong
    return found
