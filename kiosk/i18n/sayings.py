"""The words of each language that are only said: those no screen shows, and no catalogue holds.

Whatever is said is written for an ear, and heard by way of espeak-ng, also with a Piper voice, which takes its phonemes
from it. So some spellings here are wrong on paper on purpose: each was chosen by its phonemes (1.51), which says a lone
"з" or "к" by the name of the letter, "كم" as kilometres, and "ديون" before a full stop as a doctor.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.i18n.arabic_numbers import arabic_figures, arabic_hours
from kiosk.i18n.said_numbers import Ordinals, english_days, polish, russian_hours, ukrainian
from kiosk.i18n.saying import Hours, Saying

_RUSSIAN, _UKRAINIAN, _POLISH = russian_hours(), ukrainian(), polish()


def _letters(names: str) -> dict[str, str]:
    return dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", names.split(), strict=True))


_FR = Saying(
    dot="point",
    dash="tiret",
    at="arobase",
    to="à",
    point="virgule",
    number="numéro",
    hours=Hours("{h} heure{s}", "{h} heure{s} {m}", whole={0: "minuit", 24: "minuit"}, to="à"),
    words={
        "AGEFIPH": "agéfip",
        "CARSAT": "carsate",
        "CESU": "césu",
        "Cesu": "césu",
        "CNAM": "cname",
        "CPAM": "cépame",
        "EHPAD": "épade",
        "Ehpad": "épade",
        "ESAT": "ésate",
        "PACS": "paksse",
        "Pacs": "paksse",
        "pacs": "paksse",
        "RDC": "rez-de-chaussée",
        "RDV": "rendez-vous",
        "Rdv": "rendez-vous",
        "rdv": "rendez-vous",
        "tél": "téléphone",
        "Tél": "téléphone",
        "rythme": "ritme",
        "scooter": "scouteur",
        "wifi": "wi-fi",
        "Wifi": "wi-fi",
    },
)
_EN = Saying(
    dot="dot",
    dash="hyphen",
    at="at",
    to="to",
    point="point",
    comma=".",
    group=",",
    number="number",
    hours=Hours(
        "{h} {half}",
        "{h} {m} {half}",
        "{h} oh {m} {half}",
        whole={0: "midnight", 12: "12 noon", 24: "midnight"},
        to="to",
    ),
    months="January February March April May June July August September October November December",
    days=Ordinals(english_days()),
    spelt=".",
)
_AR = Saying(
    dot="نقطة",
    dash="شرطة",
    at="آت",
    to="إلى",
    point="فاصلة",
    comma=".",
    group=",",
    cents="و",
    number="رقم",
    hours=Hours(
        "{h}",
        "{h} و {m} دقيقة",
        "{h} و {m} دقائق",
        whole={0: "منتصف الليل", 24: "منتصف الليل"},
        minutes={15: "{h} والربع", 30: "{h} والنصف"},
        names=arabic_hours(),
        since=("من", "ومن"),
        to="إلى",
    ),
    words={"%": "بالمئة", "&": "و", "+": "زائد", "كم": "كَم", "ديون": "دُيون", "الديون": "الدُيون"},
    figures=arabic_figures,
    amounts={"1 كيلومتر": "كيلومتر واحد", "2 كيلومتر": "كيلومتران"},
    letters={"A": "eh"},
)
_UK = Saying(
    dot="крапка",
    dash="дефіс",
    at="равлик",
    to="до",
    point="кома",
    number="номер",
    hours=Hours(
        "{h}",
        "{h} {m}",
        "{h} нуль {m}",
        names=_UKRAINIAN.hours,
        cases=_UKRAINIAN.cases,
        since=("із", "з", "від"),
        to="до",
    ),
    months="січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    days=_UKRAINIAN.days,
    words={"%": "відсотків", "&": "і", "+": "плюс", "№": "номер", "з": "із", "й": "і", "З": "Із"},
    letters=_letters("а бе се де е еф же аш і жи ка ель ем ен о пе кю ер ес те ю ве дубль-ве ікс ігрек зет"),
    fractions=(("ціла", "цілих"), ("десята", "десятих"), ("сота", "сотих")),
    feminine={1: "одна", 2: "дві"},
)
_RU = Saying(
    dot="точка",
    dash="дефис",
    at="собака",
    to="до",
    point="запятая",
    number="номер",
    hours=Hours(
        "{h} часов",
        "{h} {m}",
        "{h} ноль {m}",
        whole={1: "1 час", 21: "21 час"} | {hour: f"{hour} часа" for hour in (2, 3, 4, 22, 23, 24)},
        cases=_RUSSIAN.cases,
        since=("с", "от"),
        to="до",
    ),
    months="января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    days=_RUSSIAN.days,
    words={"&": "и", "к": "ко", "К": "Ко"},
    letters=_letters("а бэ сэ дэ э эф жэ аш и жи ка эль эм эн о пэ кю эр эс тэ ю вэ дубль-вэ икс игрек зэт"),
    fractions=(("целая", "целых"), ("десятая", "десятых"), ("сотая", "сотых")),
    feminine={1: "одна", 2: "две"},
)
_RO = Saying(
    dot="punct",
    dash="cratimă",
    at="arond",
    to="la",
    point="virgulă",
    number="numărul",
    hours=Hours(
        "{h}",
        "{h} și {m}",
        names={2: "două", 12: "douăsprezece", 22: "douăzeci și două"},
        since=("de la", "la"),
        to="până la",
    ),
    months="ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    days=Ordinals({1: "întâi"}),
    one="un",
    words={"&": "și"},
)
_ES = Saying(
    dot="punto",
    dash="guion",
    at="arroba",
    to="a",
    point="coma",
    cents="con",
    number="número",
    hours=Hours(
        "{h} horas",
        "{h} {m}",
        "{h} y {m}",
        whole={1: "una hora"},
        names={1: "una", 21: "veintiuna"},
        since=("de", "desde"),
        to="a",
    ),
    words={"&": "y"},
    one="un",
)
_PT = Saying(
    dot="ponto",
    dash="hífen",
    at="arroba",
    to="a",
    point="vírgula",
    cents="e",
    number="número",
    hours=Hours(
        "{h} horas",
        "{h} e {m}",
        whole={1: "uma hora"},
        names={1: "uma", 2: "duas", 21: "vinte e uma", 22: "vinte e duas"},
        since=("das", "da"),
        to="às",
    ),
)
_IT = Saying(
    dot="punto",
    dash="trattino",
    at="chiocciola",
    to="a",
    point="virgola",
    cents="e",
    number="numero",
    hours=Hours("{h}", "{h} e {m}", names={1: "una"}, since=("dalle", "dall'"), to="alle"),
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    days=Ordinals({1: "primo"}),
    one="un",
    words={"&": "e"},
)
_PL = Saying(
    dot="kropka",
    dash="myślnik",
    at="małpa",
    to="do",
    point="przecinek",
    number="numer",
    hours=Hours("{h}", "{h} {m}", "{h} zero {m}", names=_POLISH.hours, cases=_POLISH.cases, since=("od",), to="do"),
    months="stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    days=_POLISH.days,
    words={"&": "i", "CAF": "kaf", "Caf": "kaf"},
)
_TR = Saying(
    dot="nokta",
    dash="tire",
    at="et",
    point="virgül",
    number="numara",
    hours=Hours("{h}", "{h} {m}", "{h} sıfır {m}", minutes={30: "{h} buçuk"}, to="ile", close="arası"),
    words={"%": "yüzde", "CAF": "kaf", "Caf": "kaf"},
)
_FA = Saying(
    dot="نقطه",
    dash="خط تیره",
    at="اَت",
    to="تا",
    point="ممیز",
    comma="٫",
    group="٬",
    cents="و",
    number="شماره",
    hours=Hours("{h}", "{h} و {m} دقیقه", minutes={15: "{h} و ربع", 30: "{h} و نیم"}, since=("از",), to="تا"),
    words={"&": "و", "+": "به علاوه"},
    letters={"A": "eh"},
)

SAYINGS: Mapping[str, Saying] = {
    "fr": _FR,
    "en": _EN,
    "ar": _AR,
    "uk": _UK,
    "ru": _RU,
    "ro": _RO,
    "es": _ES,
    "pt": _PT,
    "it": _IT,
    "pl": _PL,
    "tr": _TR,
    "fa": _FA,
}

_ACRONYMS = (
    "AAH AEEH AESH AJPP ALF ALS AME ANTS APL ARS ASE CCAS CDD CDI CHRS CIAS CIDFF CIO CMP CMU CNI CSS CV HLM IME IVG "
    "MDPH MSA PCH PIJ PMI RSA RQTH SDF SIAO SNCF TISF"
)
SPELLED = frozenset(_ACRONYMS.split())
"""French acronyms said letter by letter, in every language; the voices make words of most of them."""


def saying_of(language: str) -> Saying:
    """Signs and figures where the words of a language are not here."""
    return SAYINGS.get(language, _PLAIN)


_PLAIN = Saying()
