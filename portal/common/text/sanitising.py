"""The last step of every text: only what stands here gets through, whatever came before."""

import nh3

from portal.common.text.links import is_own_picture
from portal.common.text.mathml import CLASSES

PROSE = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("h2", "h3", "h4", "h5", "h6", "a", "img", "div", "span", "small", "b", "i", "u"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
MATHML = {
    *("math", "mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mfrac", "msqrt", "mroot"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"),
    *("mprescripts", "mtable", "mtr", "mtd", "mpadded", "mphantom", "mstyle", "menclose"),
}
OWN_CLASSES = {
    *("wide", "formula-broken", "align-left", "align-center", "align-right"),
    *("math-core-sans-serif-font", "math-core-serif-font"),
    *("menclose-phasorangle", "menclose-updiagonalstrike", "menclose-downdiagonalstrike"),
}
CLASSED = {"div", "span", "th", "td"} | MATHML
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "mi": {"mathvariant"},
    "mo": {
        *("form", "fence", "separator", "stretchy", "symmetric", "largeop", "movablelimits"),
        *("lspace", "rspace", "minsize", "maxsize"),
    },
    "mspace": {"width", "height", "depth"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mtd": {"columnspan", "rowspan"},
    "menclose": {"notation"},
}
for tag in MATHML:
    ATTRIBUTES[tag] = ATTRIBUTES.get(tag, set()) | {"displaystyle", "scriptlevel"}
VALUES = {
    "a": {"rel": {"noopener nofollow"}},
    "math": {"display": {"block"}},
    "img": {"loading": {"lazy"}},
    "div": {"tabindex": {"0"}},
}


def only_own_pictures(tag: str, attribute: str, value: str) -> str | None:
    return None if (tag, attribute) == ("img", "src") and not is_own_picture(value) else value


CLEANER = nh3.Cleaner(
    tags=PROSE | MATHML,
    attributes=ATTRIBUTES,
    tag_attribute_values=VALUES,
    allowed_classes=dict.fromkeys(CLASSED, OWN_CLASSES | set(CLASSES.values())),
    attribute_filter=only_own_pictures,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Return the HTML without anything that could act, fetch, style or pretend."""
    return CLEANER.clean(html)
