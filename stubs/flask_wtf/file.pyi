"""Types of flask_wtf.file."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import FileField as _FileField
from wtforms import MultipleFileField as _MultipleFileField

class FileField(_FileField):
    data: FileStorage | None  # type: ignore[assignment]

class MultipleFileField(_MultipleFileField):
    data: list[FileStorage] | None  # type: ignore[assignment]

class FileAllowed:
    def __init__(self, upload_set: Collection[str], message: str | None = None) -> None: ...
    def __call__(self, form: Any, field: Any) -> None: ...

class FileRequired:
    field_flags: dict[str, Any]
    def __init__(self, message: str | None = None) -> None: ...
    def __call__(self, form: Any, field: Any) -> None: ...

class FileSize:
    def __init__(self, max_size: int, min_size: int = 0, message: str | None = None) -> None: ...
    def __call__(self, form: Any, field: Any) -> None: ...
