"""Turning what is posted on the loading dock's pages into clean values."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from oocr.access.models import Agency
from oocr.imports.extract import BY_NAME
from oocr.imports.load.sources import unknown_file
from oocr.ui.forms import Form

LARGEST = 2_000_000_000
ENDINGS = (".csv", ".xlsx")


def posted(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile] | None]:
    """What was sent and the files with it; None when the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


class SeveralFiles(forms.FileInput):
    """A box for several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        """Every file that was chosen."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """One or several files of an extract."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles({"accept": ",".join(ENDINGS)}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every file, or what is wrong with one."""
        files = list(data or [])
        if not files:
            raise ValidationError(self.error_messages["required"], "required")
        names = [_checked(file) for file in files]
        if sum(file.size or 0 for file in files) > LARGEST:
            raise ValidationError(
                "The files must be smaller than 2 GB together. Use the command line for more."
            )
        repeated = next((name for name in names if names.count(name) > 1), None)
        if repeated:
            raise ValidationError(f"{repeated} is there twice")
        return files


def _checked(file: UploadedFile) -> str:
    name = Path(file.name or "").name
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise ValidationError(f"{name} must be a CSV or XLSX file")
    stem = Path(name).stem.strip().lower().replace(" ", "_").replace("-", "_")
    if ending == ".csv" and stem not in BY_NAME:
        raise ValidationError(str(unknown_file(name, stem)))
    return name


class Upload(Form):
    """An extract, or part of one. The force is asked only of those who work for several."""

    agency = forms.ChoiceField(
        label="Which force is it for?",
        error_messages={"required": "Select which force it is for"},
        widget=forms.RadioSelect,
    )
    sent = FilesField(label="Files", error_messages={"required": "Choose the files of the extract"})

    def __init__(self, *args: Any, forces: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forces = {agency.key: agency for agency in forces}
        if len(forces) == 1:
            del self.fields["agency"]
        else:
            self.fields["agency"].choices = [(agency.key, agency.name) for agency in forces]  # type: ignore[attr-defined]

    @property
    def force(self) -> Agency:
        """The force that was chosen, or the only one."""
        return (
            self.forces[self.cleaned_data["agency"]]
            if "agency" in self.fields
            else next(iter(self.forces.values()))
        )


class Withdrawal(Form):
    """Why a batch is taken back."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        error_messages={"required": "Enter why it is withdrawn"},
        widget=forms.Textarea,
        max_length=2_000,
    )


class RowFilter(Form):
    """Which quarantined rows to show."""

    file = forms.ChoiceField(label="File", required=False)
    code = forms.ChoiceField(label="What was wrong", required=False)

    def __init__(self, *args: Any, files: list[str], codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].choices = [("", "All files"), *((name, name.replace("_", " ")) for name in files)]  # type: ignore[attr-defined]
        named = [("", "Everything"), *((code, code.replace("-", " ")) for code in codes)]
        self.fields["code"].choices = named  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """What was chosen, if it is one of the choices."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() or name in self.cleaned_data else ""
