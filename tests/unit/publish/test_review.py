"""Who has read a translation is kept in the file, survives a renewal, and is never claimed higher than it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.publish.extraction import Message
from kiosk.publish.review import DRAFT, REREAD, Review, review, stamp, state_of
from kiosk.publish.translations import entry_of, read_translations
from kiosk.publish.words import renew

BACK = Message("Retour", "a.py")
LISTEN = Message("Écouter", "b.py")
MORE = Message("Voir {n} autre lieu", "c.py", "", "Voir {n} autres lieux")


def entry(comments: str, body: str = 'msgid "Retour"\nmsgstr "Back"\n') -> str:
    return comments + body + "\n"


def file(*entries: str) -> bytes:
    return ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' + "".join(entries)).encode()


@pytest.mark.parametrize(
    ("comments", "state"),
    [
        ("", DRAFT),
        ("# machine draft\n", DRAFT),
        ("# re-read by a speaker\n", REREAD),
        ("#   re-read by a speaker  \n", REREAD),
        ("# a note\n# re-read by a speaker\n", REREAD),
        ("# machine draft\n# re-read by a speaker\n", DRAFT),
        ("# re-read by a speaker\n#, fuzzy\n", DRAFT),
        ("# Re-read by nobody\n", DRAFT),
        ("# re-read by a speaker (000000)\n", DRAFT),
        ("# re-read by a speaker\n# re-read by a speaker (000000)\n", DRAFT),
        ("# re-read by a speaker\n# Machine draft, by some engine\n", DRAFT),
        ("# re-read by a speaker\n# MACHINE DRAFT\n", DRAFT),
        ("#. re-read by a speaker\n", DRAFT),
    ],
)
def test_the_state_of_a_string(comments: str, state: str) -> None:
    """Only the very words, alone and without a doubt, make a string re-read."""
    catalogue = read_translations(file(entry(comments)), "en", "en.po")
    found = entry_of(catalogue, BACK)
    assert found is not None
    assert state_of(found, catalogue) == state


@pytest.mark.parametrize(
    "body",
    [
        'msgid "Retour"\nmsgstr ""\n',
        'msgid "Retour"\nmsgid_plural "Retours"\nmsgstr[0] "Back"\nmsgstr[1] ""\n',
        'msgid "Retour"\nmsgstr "\u00a0"\n',
        'msgid "Retour"\nmsgstr "Back {now}"\n',
        'msgid "Retour"\nmsgstr "Back\\n"\n',
    ],
    ids=["empty", "a form is missing", "blank", "placeholders", "a line break"],
)
def test_what_cannot_be_shown_was_not_read(body: str) -> None:
    """A blank translation, or a damaged one, is a draft whatever stands above it."""
    catalogue = read_translations(file(entry("# re-read by a speaker\n", body)), "en", "en.po")
    found = catalogue.get("Retour")
    assert found is not None
    assert state_of(found, catalogue) == DRAFT


def test_the_states_survive_a_renewal() -> None:
    """Renewing the file keeps who read what, and other notes of translators."""
    po = file(
        entry("# a note\n# re-read by a speaker\n"), entry("# machine draft\n", 'msgid "Écouter"\nmsgstr "Listen"\n')
    )
    after = renew(po, "en", [LISTEN, BACK])
    assert review("en", after, [LISTEN, BACK]) == Review("en", 2, 2, 1)
    read = read_translations(after, "en", "en.po").get("Retour")
    assert read is not None and f"# re-read by a speaker ({stamp(read)})\n# a note\n".encode() in after
    assert renew(after, "en", [LISTEN, BACK]) == after


@pytest.mark.parametrize(
    "comments", ["# re-read by a speaker\n# machine draft\n", "# re-read by a speaker\n#, fuzzy\n"]
)
def test_a_claim_that_is_not_true_is_taken_down(comments: str) -> None:
    """Both states at once, or a doubt: a renewal leaves "machine draft" alone."""
    after = renew(file(entry(comments)), "en", [BACK])
    assert b"# machine draft\n" in after and b"re-read by a speaker" not in after.partition(b"Content-Type")[2]


def test_a_french_string_that_changes_starts_again() -> None:
    """Another French, or another plural beside the same singular: no translation, no state."""
    po = file(entry("# re-read by a speaker\n", 'msgid "Voir {n} autre lieu"\nmsgstr "See {n}"\n'), entry(""))
    after = renew(po, "en", [MORE, Message("Retour.", "a.py")])
    assert review("en", after, [MORE, Message("Retour.", "a.py")]) == Review("en", 2, 0, 0)
    catalogue = read_translations(after, "en", "en.po")
    assert [found.user_comments for found in catalogue if found.id] == [[], []]


def test_a_stamped_string_that_changes_is_a_draft() -> None:
    """The state is that of the text a speaker has read: another text is a draft, and the file says so again."""
    po = renew(file(entry("# re-read by a speaker\n")), "en", [BACK])
    assert review("en", po, [BACK]).reread == 1
    changed = po.replace(b'msgstr "Back"', b'msgstr "Go back"')
    assert review("en", changed, [BACK]).reread == 0
    after = renew(changed, "en", [BACK])
    assert b"# machine draft\n" in after and b"re-read by a speaker (" not in after.partition(b"Content-Type")[2]


def test_a_stamped_string_is_re_read_again_by_hand() -> None:
    """Taking the mark away says that the new text has been read: it gets a mark of its own."""
    first = renew(file(entry("# re-read by a speaker\n")), "en", [BACK])
    second = renew(file(entry("# re-read by a speaker\n", 'msgid "Retour"\nmsgstr "Go back"\n')), "en", [BACK])
    marks = [po.rpartition(b"re-read by a speaker (")[2][:6] for po in (first, second)]
    assert marks[0] != marks[1] and [review("en", po, [BACK]).reread for po in (first, second)] == [1, 1]


def test_a_language_is_read_when_every_string_is() -> None:
    """One draft left, one string missing, or no string at all: the language is a draft."""
    assert Review("en", 3, 3, 3).state == REREAD
    assert [Review("en", 3, 3, 2).state, Review("en", 3, 2, 2).state, Review("en", 0, 0, 0).state] == [DRAFT] * 3
    assert (Review("en", 3, 3, 0).complete, Review("en", 3, 2, 2).complete) == (True, False)


COMMENTS = st.lists(
    st.sampled_from(
        ["# machine draft\n", "# re-read by a speaker\n", "# note\n", "#, fuzzy\n", "# re-read by a speaker (3fa9c1)\n"]
    ),
    max_size=3,
)


@given(st.lists(st.tuples(COMMENTS, st.booleans()), max_size=4))
def test_never_claimed_higher_than_it_is(given_: list[tuple[list[str], bool]]) -> None:
    """Renewing any file never raises a state; re-read strings are translated ones."""
    messages = [Message(f"Texte {number}", "a.py") for number in range(len(given_))]
    po = file(
        *(
            entry("".join(comments), f'msgid "{message.text}"\nmsgstr "{"Text" if written else ""}"\n')
            for message, (comments, written) in zip(messages, given_, strict=True)
        )
    )
    before, after = review("en", po, messages), review("en", renew(po, "en", messages), messages)
    assert before == after
    assert after.reread <= after.translated <= after.total == len(messages)
