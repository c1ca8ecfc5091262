"""A page of the draft as a form: made of paths, it yields what was changed on it."""

import json

from django import forms

from .fields import Path
from .inputs import input_for
from .models import Application
from .services.writing import ROWS, Fields, stored_value


class PageForm(forms.Form):
    """Fields of one page. ``seen`` travels with it: only what differs from it was typed by this person."""

    def __init__(self, *args, application: Application, paths: list[Path], **kwargs):
        super().__init__(*args, **kwargs)
        self.application = application
        self.paths = {str(path): path for path in paths}
        values = values_of(application, paths)
        for path in paths:
            self.fields[str(path)] = input_for(application, path)
            self.fields[str(path)].initial = values[path]

    @property
    def seen(self) -> str:
        """What the page shows, as the browser will send it back if nothing is changed."""
        return json.dumps({name: field.raw(field.initial) for name, field in self.fields.items()}, ensure_ascii=False)

    def typed(self) -> set[str]:
        """Names of the fields that differ from what the page showed; all of them where it does not say."""
        try:
            seen = json.loads(self.data.get("seen", ""))
        except ValueError:
            seen = {}
        if not isinstance(seen, dict):
            seen = {}
        return {name for name in self.fields if seen.get(name) != self.sent(name)}

    def sent(self, name: str) -> list[str]:
        """The values of a field as they came, line ends as we write them."""
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data.get(name, "")]
        return [str(value).replace("\r\n", "\n") for value in values]

    def changes(self) -> Fields:
        """What this person changed and may be taken; fields with errors stay out and stay on the page."""
        self.full_clean()
        typed = self.typed()
        return {
            path: self.cleaned_data[name]
            for name, path in self.paths.items()
            if name in typed and name in self.cleaned_data
        }


def values_of(application: Application, paths) -> Fields:
    """What stands in these fields, from what was read with the application."""
    relations = {"data": application.data_values, "answers": application.answers, "statements": application.statements}
    rows = {
        section: {getattr(row, ROWS[section][1]): row for row in relation.all()}
        for section, relation in relations.items()
    }
    return {path: stored_value(application, rows, path) for path in paths}
