"""Markdown with LaTeX formulas, as people write it, and the safe HTML that is made of it."""

from portal.common.text.bounds import MAX_LENGTH
from portal.common.text.fields import MarkdownField, MarkdownFormField, RenderedField
from portal.common.text.latex import latex, latex_words
from portal.common.text.lines import has_controls, one_line
from portal.common.text.plain import plain
from portal.common.text.rendering import render, render_inline

__all__ = [
    "MAX_LENGTH",
    "MarkdownField",
    "MarkdownFormField",
    "RenderedField",
    "has_controls",
    "latex",
    "latex_words",
    "one_line",
    "plain",
    "render",
    "render_inline",
]
