"""The Jinja environment: the design system's macros, every room's templates, our formats, and strictness about pages."""

from dataclasses import is_dataclass
from typing import Any

from django.forms import BaseForm
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader, UndefinedError
from jinja2.exceptions import TemplateRuntimeError
from jinja2.utils import missing

from oocr.ui import formats, forms

FILTERS = {
    **{name: getattr(formats, name) for name in formats.FILTERS},
    **{name: getattr(forms, name) for name in forms.FILTERS},
}


class PageUndefined(ChainableUndefined):
    """Lenient inside the design system's macros, which read absent keys; strict about what is ours.

    A misspelt attribute of a page, of a row on it (any dataclass) or of a form is an error, not an empty string.
    """

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if is_dataclass(obj) or isinstance(obj, BaseForm):
            raise AttributeError(f"{type(obj).__name__} has no {name!r} for a template to show")


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page, by its name."""
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend calls. Room templates are found by Django's loader; macros by their package."""
    rooms = options.pop("loader")
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options |= {"undefined": PageUndefined, "trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    env = Environment(loader=ChoiceLoader([rooms, macros]), **options)  # noqa: S701  # escaping is on, the line above
    env.globals.update(url=url, static=static)
    env.filters.update(FILTERS)
    return env
