"""What math-core writes, brought to what the pages allow: classes instead of styles."""

import re

STYLED_TAG = re.compile(r'<(m[a-z]+|span)((?: [a-z]+="[^"]*")*?) style="([^"]*)"')
ANCHOR = re.compile(r"</?a\b[^<>]*>")
IDENTIFIER = re.compile(r'(<m[a-z]+(?: [a-z]+="[^"]*")*?) id="[^"]*"')

# The strict Content-Security-Policy lets no style attribute act; static/css/formula.css has these.
# What is not here (colours, lengths somebody chose) is left out: they would clash with a theme.
CLASSES = {
    "text-align:right": "tex-right",
    "text-align:left": "tex-left",
    "padding-right:0": "tex-tight-right",
    "padding-left:0": "tex-tight-left",
    "padding-left:1em": "tex-gap-left",
    "padding-left:0.1em": "tex-thin-left",
    "padding-right:0.1em": "tex-thin-right",
    "padding-left:0.1667em": "tex-space-left",
    "padding-right:0.1667em": "tex-space-right",
    "padding-right:0.2778em": "tex-large-space-right",
    "padding-top:0": "tex-tight-top",
    "padding-bottom:0": "tex-tight-bottom",
    "padding-top:0.1667em": "tex-space-top",
    "width:100%": "tex-wide",
    "width:50%": "tex-margin",
    "width:7.5%": "tex-narrow-margin",
    "border-top:0.05em solid currentcolor": "tex-line-top",
    "border-right:0.05em solid currentcolor": "tex-line-right",
    "border-left:0.05em solid currentcolor": "tex-line-left",
    "border-top:0.05em dashed currentcolor": "tex-dashes-top",
    "border-right:0.05em dashed currentcolor": "tex-dashes-right",
    "border-left:0.05em dashed currentcolor": "tex-dashes-left",
    "margin-left:-0.16666667em": "tex-back-thin",
    "margin-left:-0.22222222em": "tex-back-medium",
    "margin-left:-0.2777778em": "tex-back-thick",
    "math-shift:compact": "tex-cramped",
    "font-variant-caps:small-caps": "tex-small-caps",
}


def tidy(mathml: str) -> str:
    """Return the MathML with classes for its styles, and without links and identifiers."""
    mathml = STYLED_TAG.sub(with_classes, mathml)
    return IDENTIFIER.sub(r"\1", ANCHOR.sub("", mathml))


def with_classes(tag: re.Match[str]) -> str:
    name, attributes, style = tag.groups()
    declarations = (part.strip().replace(": ", ":") for part in style.split(";"))
    classes = " ".join(CLASSES[part] for part in declarations if part in CLASSES)
    return f"<{name}{attributes}" + (f' class="{classes}"' if classes else "")
