"""The German catalogue: collect, fill, check and compile, without GNU gettext.

    update          bring the catalogue up to date with the code; new texts come empty
    todo            print what has no German yet, as JSON to be filled in
    fill FILE.json  put translations in: {"English": "German"}, for a text with a
                    plural {"English": ["one", "many"]}, with a context
                    {"context|English": "German"}
    drop            throw out what the code no longer says
    check           fail and list whatever is not as it should be
    compile         write the binary catalogue

English is the language of the code and has no catalogue
(docs/decisions/0002-english-in-the-code.md). A text that must say "du" or "dein"
carries the comment ``# allow: du`` in the catalogue.
"""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent.parent
CODE = HERE / "src/kontor"
CATALOGUE = CODE / "locale/de/LC_MESSAGES/django.po"
HEADER = """\
# German texts of Kontor. Kept by tools/messages.py; see there.
# Form of address: Sie."""
CONTEXT = ((1, "c"), 2)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "ngettext_noop": (1, 2),
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": (*CONTEXT, 3),
    "npgettext_lazy": (*CONTEXT, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!\{)\{(\w+)[^{}]*\}(?!\})")
FAMILIAR = re.compile(r"\b(du|dich|dir|dein\w*|euch|euer|eure\w*)\b", re.IGNORECASE)
ALLOWED = "allow: du"
# Lines of the head that change with every writing, or that nobody has filled in.
IDLE = re.compile(
    r'^"(Project-Id|POT-Creat|PO-Revis|Report-|Last-|Language-Team|Generated)[^\n]*\n',
    re.MULTILINE,
)

Texts = tuple[str, ...]
Key = tuple[str, str]


def main(arguments: list[str]) -> int:
    """Carry out one command; give the exit code."""
    match arguments:
        case ["update"]:
            save(updated(load(CATALOGUE), collect(CODE)), CATALOGUE)
        case ["todo"]:
            print(json.dumps(todo(load(CATALOGUE)), ensure_ascii=False, indent=1))
        case ["fill", name]:
            return _fill(Path(name))
        case ["drop"]:
            catalogue = load(CATALOGUE)
            catalogue.obsolete.clear()
            save(catalogue, CATALOGUE)
        case ["check"]:
            return _check()
        case ["compile"]:
            with CATALOGUE.with_suffix(".mo").open("wb") as file:
                write_mo(file, load(CATALOGUE))
        case _:
            print(__doc__)
            return 2
    return 0


def collect(code: Path) -> Catalog:
    """Collect every marked text of the Python files and templates in a folder."""
    found = Catalog(locale="de")
    for file in sorted(code.rglob("*")):
        if "migrations" in file.parts or file.suffix not in {".py", ".html", ".txt"}:
            continue
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(code).as_posix()
        if file.suffix != ".py":
            text = templatize(text, origin=name)
        for _, texts, comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"]
        ):
            found.add(
                texts, locations=[(name, 0)], auto_comments=comments, context=context
            )
    return found


def load(file: Path) -> Catalog:
    """Read a catalogue; one that is not there yet is empty."""
    if not file.exists():
        return Catalog(locale="de", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale="de", abort_invalid=True)


def save(catalogue: Catalog, file: Path) -> None:
    """Write a catalogue so that the same texts always give the same lines."""
    written = io.BytesIO()
    write_po(written, catalogue, width=88, sort_by_file=True, include_lineno=False)
    body = written.getvalue().decode()
    body = body[body.index('msgid ""') :]
    file.parent.mkdir(parents=True, exist_ok=True)
    body = IDLE.sub("", body)
    file.write_text(f"{HEADER}\n{body}", encoding="utf-8")


def updated(catalogue: Catalog, code: Catalog) -> Catalog:
    """Take over the code's texts; what it no longer says is kept as obsolete."""
    catalogue.update(code, no_fuzzy_matching=True, keep_user_comments=True)
    return catalogue


def todo(catalogue: Catalog) -> dict[str, str | list[str]]:
    """Give what has no German yet, in the form that ``fill`` takes."""
    return {
        _name(message): [""] * catalogue.num_plurals if message.pluralizable else ""
        for message in _messages(catalogue)
        if not all(_german(message))
    }


def fill(catalogue: Catalog, given: dict[str, str | list[str]]) -> list[str]:
    """Put translations in; empty ones are passed over.

    Returns:
        The names that no text of the catalogue has.
    """
    known = {_name(message): message for message in _messages(catalogue)}
    for name, german in given.items():
        if name in known and any(german):
            known[name].string = german if isinstance(german, str) else tuple(german)
            known[name].flags.discard("fuzzy")
    return [name for name in given if name not in known]


def complaints(catalogue: Catalog, code: Catalog) -> Iterator[str]:
    """Say of every text what is not as it should be."""
    here, there = _keys(catalogue), _keys(code)
    for key in there.keys() - here.keys():
        yield f"not in the catalogue (make messages): {_shown(there[key])}"
    for key in here.keys() - there.keys():
        yield f"no longer in the code (make messages): {_shown(here[key])}"
    for message in catalogue.obsolete.values():
        yield f"obsolete (tools/messages.py drop): {_shown(message)}"
    for message in _messages(catalogue):
        for trouble in _troubles(message):
            yield f"{trouble}: {_shown(message)}"


def _troubles(message: Message) -> Iterator[str]:
    german = _german(message)
    if not all(german):
        yield "no German"
        return
    if message.fuzzy:
        yield "marked as fuzzy"
    english = _english(message)
    known = _placeholders(english)
    # One form of several may leave a number out: "one person".
    needed = _placeholders(english[-1:])
    if _placeholders(german) - known or needed - _placeholders(german[-1:]):
        yield "other placeholders"
    if ALLOWED not in message.user_comments and FAMILIAR.search(" ".join(german)):
        yield "says du instead of Sie"


def _placeholders(texts: Iterable[str]) -> set[str]:
    return {
        f"{{{found[1]}}}" if found[1] else found[0]
        for text in texts
        for found in PLACEHOLDER.finditer(text)
    }


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _keys(catalogue: Catalog) -> dict[Key, Message]:
    return {
        (message.context or "", _english(message)[0]): message
        for message in _messages(catalogue)
    }


def _english(message: Message) -> Texts:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _german(message: Message) -> Texts:
    german = message.string or ""
    return (german,) if isinstance(german, str) else tuple(german)


def _name(message: Message) -> str:
    """Name a text in a JSON file of translations."""
    context = f"{message.context}|" if message.context else ""
    return context + _english(message)[0]


def _shown(message: Message) -> str:
    places = ", ".join(place for place, _ in message.locations)
    return f"{_name(message)!r}" + (f" ({places})" if places else "")


def _fill(file: Path) -> int:
    catalogue = load(CATALOGUE)
    unknown = fill(catalogue, json.loads(file.read_text(encoding="utf-8")))
    save(catalogue, CATALOGUE)
    for name in unknown:
        print(f"not in the catalogue: {name!r}", file=sys.stderr)
    print(f"{len(todo(catalogue))} texts have no German yet.")
    return 1 if unknown else 0


def _check() -> int:
    found = sorted(complaints(load(CATALOGUE), collect(CODE)))
    for line in found:
        print(line, file=sys.stderr)
    count = sum(1 for _ in _messages(load(CATALOGUE)))
    print(f"{count} texts, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
