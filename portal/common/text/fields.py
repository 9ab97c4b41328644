from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext_lazy

from portal.common.text.bounds import MAX_LENGTH
from portal.common.text.rendering import render, render_inline


class TextLengthValidator(MaxLengthValidator):
    """Refuse a text that is longer than what is typeset."""

    message = ngettext_lazy(
        "This text has %(show_value)d characters; at most %(limit_value)d is possible.",
        "This text has %(show_value)d characters; at most %(limit_value)d are possible.",
        "limit_value",
    )


class MarkdownFormField(forms.CharField):
    """A text area for Markdown with LaTeX formulas, of a bounded length."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int = MAX_LENGTH, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # The browser's own maxlength would cut a pasted text without a word: the form tells instead.
        self.validators.append(TextLengthValidator(max_length))


class MarkdownField(models.TextField):
    """What a person writes: Markdown with LaTeX formulas. A RenderedField beside it holds the HTML."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_LENGTH)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, TextLengthValidator(self.max_length)]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == MAX_LENGTH:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(
            **{"form_class": MarkdownFormField, "max_length": self.max_length, **kwargs}
        )


class RenderedField(models.TextField):
    """The safe HTML of the text in the field `source`, made anew whenever that is saved.

    Only what was rendered here comes out as safe HTML; any other text put into the field stays
    ordinary text, which a template escapes. So templates show it as it is, without `|safe`.
    `QuerySet.update()` and `bulk_update()` know no instance and so render nothing: save instead.
    """

    def __init__(self, source: str, *, inline: bool = False, **kwargs: Any) -> None:
        self.source = source
        self.inline = inline
        super().__init__(**{**kwargs, "editable": False, "default": "", "blank": True})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("editable", "default", "blank"):
            kwargs.pop(implied, None)
        if self.inline:
            kwargs["inline"] = True
        return name, path, [self.source, *args], kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **kwargs)
        if not getattr(cls.save, "renders", False):
            cls.save = rendering_save(cls.save)  # type: ignore[method-assign]

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_source()]

    def _check_source(self) -> list[checks.CheckMessage]:
        try:
            self.model._meta.get_field(self.source)
        except FieldDoesNotExist:
            return [checks.Error(f"There is no field “{self.source}” to render.", obj=self)]
        return []

    def from_db_value(self, value: str | None, *_: object) -> SafeString | None:
        return None if value is None else mark_safe(value)  # noqa: S308 (only pre_save writes it)

    def pre_save(self, model_instance: models.Model, add: bool) -> SafeString:
        source = getattr(model_instance, self.source) or ""
        rendered = (render_inline if self.inline else render)(str(source))
        setattr(model_instance, self.attname, rendered)
        return rendered


def rendering_save(save: Callable[..., None]) -> Callable[..., None]:
    """Return `save` such that saving a source always saves its rendering too."""

    @wraps(save)
    def save_with_renderings(
        self: models.Model,
        force_insert: Any = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        rendered = [f for f in self._meta.concrete_fields if isinstance(f, RenderedField)]
        if update_fields is not None:
            named = set(update_fields)
            update_fields = named | {field.name for field in rendered if field.source in named}
        else:
            # Django leaves out what was deferred: a text that was loaded still takes its rendering along.
            deferred = self.get_deferred_fields()
            for field in rendered:
                if field.attname in deferred and field.source not in deferred:
                    setattr(self, field.attname, "")
        save(
            self,
            force_insert=force_insert,
            force_update=force_update,
            using=using,
            update_fields=update_fields,
            **kwargs,
        )

    save_with_renderings.renders = True  # type: ignore[attr-defined]
    return save_with_renderings
