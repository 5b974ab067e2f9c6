"""What the loaders say in English to whoever runs the kiosk, in French for the agent who reads the report.

The common kinds, piece by piece; what no piece knows stays as it was said.
"""

from __future__ import annotations

import re
from pathlib import Path

_PIECES: tuple[tuple[str, str], ...] = (
    # Any file
    (r"this is not UTF-8 text\. Save (?:the file again|it as CSV|the file) (?:as|in) UTF-8\.", "SAVE_UTF8"),
    (r"the byte 0x\w\w is not UTF-8\. Save the file in UTF-8\.", "SAVE_UTF8"),
    (r"this file is in UTF-16\. Save it in UTF-8\.", "SAVE_UTF8"),
    (r"a null byte is here, as in UTF-16\. Save the file in UTF-8\.", "SAVE_UTF8"),
    (r"this (?:vocabulary table|file) cannot be read \((.*?)\)\.", r"Ce fichier manque ou est illisible (\1)."),
    (r"(\S+) is missing\. Put that file back\.", r"Le fichier \1 manque. Remettez-le."),
    (r"there is no such folder\. Give the folder that holds the guide's files\.", "Ce dossier manque. Remettez-le."),
    (r"No such file or directory", "il n'existe pas"),
    (r"Permission denied", "accès refusé"),
    (r"Check its name and its rights\.", "Vérifiez son nom et ses droits."),
    (r"Mend or restore it\.", "Corrigez-le, ou remettez-le."),
    # The guide
    (r"^need (?='|number)", "besoin "),
    (r"^(besoin '[^']*'(?:, situation '[^']*')?), way (?=')", r"\1, comment "),
    (r"^phone (?=')", "téléphone "),
    (
        r"this is not valid TOML \(Cannot (?:overwrite a value|declare .*? twice|mutate .*?)(?: \(at .*?\))?\)\."
        r" Look for a missing quote, bracket or comma there or just above\.",
        "TWICE",
    ),
    (
        r"this is not valid TOML \((.*)\)\. Look for a missing quote, bracket or comma there or just above\.",
        r"Cette ligne est mal écrite. Cherchez là, ou juste au-dessus, ce qui manque : guillemet, crochet, virgule "
        r"(\1).",
    ),
    (r"nobody knows the key (`[^`]*`)\.", r"Personne ne connaît la clé \1."),
    (r"nobody knows ('[^']*') among the (\w+)\.", r"Personne ne connaît \1 dans \2."),
    (r"there is no (fiche|phone|pictogram) ('[^']*')\.", r"\1 : \2 n'existe pas."),
    (r"Did you mean `([^`]*)`\?", r"Vouliez-vous écrire « \1 » ?"),
    (r"Known: (.*?), and others\.", r"Connus : \1, et d'autres."),
    (r"Known: ", "Connus : "),
    (r"Or write that (fiche|phone)\.", r"Ou écrivez-le : [[\1]]."),
    (r"(`\w+`) is missing or empty\. Add (.*?)\.$", r"\1 manque, ou est vide. Ajoutez \2."),
    (r"(`\w+`) is not a text\. Write it in quotes:", r"\1 n'est pas un texte. Écrivez-le entre guillemets :"),
    (r"(`\w+`) is not a list of texts\. Write it so:", r"\1 n'est pas une liste. Écrivez :"),
    (r"(`\w+`) is not a day\. Write it so:", r"\1 n'est pas un jour. Écrivez :"),
    (r"(`\w+`) is neither true nor false\. Write (.*?), or remove the line\.", r"Pour \1, écrivez \2, ou rien."),
    (r"(`\w+`) holds (.*?) twice\. Remove one of them\.", r"\1 contient deux fois \2. Enlevez-en un."),
    (r"the (id|label) (.*?) is used twice", r"\1 : \2 est écrit deux fois"),
    (r" on one screen\. Say what makes them differ\.", " sur un écran. Dites ce qui les sépare."),
    (r"Give each its own id\.", "Donnez à chacun son id."),
    (r"it asks for nothing\. Add (.*?) or (helper_first = true)\.", r"Cette case ne demande rien. Ajoutez \1 ou \2."),
    (r"('[^']*') is not a phone number\. Write digits and spaces:", r"\1 n'est pas un numéro. Écrivez :"),
    # The tables
    (r"the first line must name the columns (.*)\.", r"La première ligne doit nommer les colonnes \1."),
    (r"this table holds no row but its first\. Restore it\.", "Cette table est vide. Remettez ses lignes."),
    (
        r"this cell is empty\. Fill it, or take the line away\.",
        "Cette case est vide. Remplissez-la, ou enlevez la ligne.",
    ),
    (r"a cell holds a line break\. Look for a stray \" there\.", 'Une case va à la ligne : cherchez un " de trop.'),
    (r"this line is no CSV \((.*)\)\. Look for a stray \" there\.", r"Cherchez un guillemet \" de trop (\1)."),
    (r"there is a cell too many, (.*)\. Look for a stray ;\.", r"Il y a une case de trop, \1 : cherchez un ; de trop."),
    (
        r"(.*) is already on line (\d+)\. Keep one of them\.",
        r"\1 est déjà à la ligne \2. Gardez une des deux lignes.",
    ),
    (r"('.*') holds no letter; take it away\.", r"\1 n'a aucune lettre : enlevez-le."),
    (r"('.*') holds more than numbers\. Correct it\.", r"\1 : écrivez des numéros, séparés par |, ou aucun."),
    (r"the level (.*) is neither erreur nor attention\. Correct it\.", r"\1 : écrivez erreur, attention, ou rien."),
    (
        r"no (.*) has the code ('[^']*'); add it to mots\.csv or mend it\.",
        r"Le code \2 (\1) n'existe pas : corrigez-le, ou ajoutez-le à mots.csv.",
    ),
    # The translations
    (r"(?s)^(.*) is not translated\.?$", r"\1 n'est pas traduit."),
    (r"(?s)^(.*) is not there: run `kiosk words`\.?$", r"\1 n'est pas dans ce fichier : lancez kiosk words."),
    (r"(?s)^the translation of (.*) is marked doubtful\.?$", r"La traduction de \1 est marquée à vérifier (fuzzy)."),
    (
        r"(?s)^the plural form (\d+) of (.*) is missing \((\d+) are needed\)\.?$",
        r"Le pluriel \1 de \2 manque : il en faut \3.",
    ),
    (
        r"(?s)^(.*) does not have the placeholders of (.*), ((?:\{\w+\} ?)+|none)\.?$",
        r"\1 n'a pas les mêmes accolades que \2 : \3.",
    ),
    (
        r"(?s)^the translation of (.*) holds the control character (.*), take it out\.?$",
        r"La traduction de \1 contient un signe invisible, \2 : enlevez-le.",
    ),
    (
        r"a quote is missing here, or a word too much\. Correct that line\.",
        "Il manque un guillemet, ou il y a un mot de trop. Corrigez cette ligne.",
    ),
    (
        r"(?s)^(.*) is here a second time, first on line (\d+)\. Keep one\.",
        r"\1 est traduit deux fois, déjà à la ligne \2. Gardez-en une.",
    ),
    (
        r"this file holds no string\. Restore it, or run `kiosk words`\.",
        "Ce fichier est vide. Remettez-le, ou lancez kiosk words.",
    ),
)
_WHOLE = {"SAVE_UTF8": "Ce fichier n'est pas en UTF-8. Enregistrez-le avec le codage UTF-8."}
_KNOWN = tuple((re.compile(pattern), said) for pattern, said in _PIECES)
_KEY = re.compile(r"\s*(?:\[+\s*)?[\"']?([\w.-]+)[\"']?\s*(?:=|\])")
_PREFIX = re.compile(r"^translations/[\w.-]+\.po(?:, line \d+)?: ")


def in_french(said: str, path: Path | None = None, line: int | None = None) -> str:
    """The same, in French as far as it is known. `path` and `line` are where the fault is: a key that is written twice
    is read there."""
    said = _PREFIX.sub("", said)
    for pattern, french in _KNOWN:
        if french == "TWICE":
            said = pattern.sub(lambda _: _twice(path, line), said)
        elif french in _WHOLE:
            said = pattern.sub(_WHOLE[french], said)
        else:
            said = pattern.sub(french, said)
    return said


def _twice(path: Path | None, line: int | None) -> str:
    """Names the key at the end of which, on `line` or the last one, a reader of TOML met it a second time."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()[:line] if path else []
    except (OSError, ValueError):
        lines = []
    key = next((match[1] for match in map(_KEY.match, reversed(lines)) if match), "")
    named = f"La clé {key} est écrite" if key else "Une clé est écrite"
    return f"{named} deux fois au même endroit. Gardez-en une, ou cherchez un [[titre]] qui manque."
