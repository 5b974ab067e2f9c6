"""From frozen props to QML: a property map that tells QML only of what changed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from PySide6.QtQml import QQmlPropertyMap


class View:
    """One screen's props as QML sees them: `view.map` is what the engine gets."""

    def __init__(self, props: Any) -> None:
        self.map = QQmlPropertyMap.create()
        self._shown: dict[str, Any] = {}
        self.show(props)

    def show(self, props: Any) -> None:
        """Make QML show `props`, a dataclass. Fields equal to what is shown are not touched."""
        for field in fields(props):
            value = getattr(props, field.name)
            if field.name not in self._shown or self._shown[field.name] != value:
                self._shown[field.name] = value
                self.map.insert(field.name, plain(value))


def plain(value: Any) -> Any:
    """`value` in the types QML knows: dataclasses become objects, tuples become arrays."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
