"""Lines of the screens as blocks of a slip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.i18n.catalogue import Words
from kiosk.paper.slip import Block, Kind
from kiosk.ui.viewmodels.lines import LineProps


@dataclass(frozen=True)
class Pen:
    """Writes blocks in the language of `t`; `icons` are the pictures of the controls, as path data by name."""

    t: Words
    icons: Mapping[str, str]

    def line(self, kind: Kind, key: str, french: str, picture: str = "") -> Block:
        """One French string of the catalogue."""
        return self.text(kind, key, self.t(french), picture)

    def text(self, kind: Kind, key: str, text: str, picture: str = "") -> Block:
        """Words that are in the language of the slip already; `picture` is the name of an icon."""
        return Block(kind, key, text, self.t.language.code, picture=self.icons.get(picture, ""))

    def told(self, line: LineProps, kind: Kind = Kind.FACT, label: str = "") -> Block:
        """A line of a screen, with its picture and its languages. `label` is a French string of the catalogue."""
        language, said = self.t.language.code, tuple((one.words, one.language) for one in line.spoken)
        said = tuple((words, own or language) for words, own in (said[1:] if line.title else said))
        return Block(
            kind,
            line.key,
            line.text,
            said[0][1] if len(said) == 1 else language,
            label=self.t(label),
            picture=self.icons.get(line.picture, ""),
            said=said if len(said) > 1 else (),
        )
