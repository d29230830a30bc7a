"""A file, a page or a field that is called otherwise."""

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from workshop.advice.close_names import is_slip
from workshop.advice.edits.edit import Edit
from workshop.advice.edits.failing.rules import rules
from workshop.advice.outcome import Outcome
from workshop.advice.source import Source

MOST_FILES = 1000


def edits(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield other names of a file where it is named, or of a function in url_for()."""
    if outcome.exception == "TemplateNotFound":
        name = re.sub(r"^'|'.*", "", outcome.message)
        yield from _template(source, name, outcome.line)
    elif outcome.exception == "FileNotFoundError":
        if found := re.search(r"'([^']+)'$", outcome.message):
            yield from _file(source, found[1].replace("\\\\", "\\"), outcome.line)
    elif outcome.exception == "BuildError" and outcome.line:
        yield from _endpoint(source, outcome)
    elif found := re.search(r"has no field called (\S+?)[,.]", outcome.message):
        for close in outcome.close:
            why = f"The form calls it {close}."
            yield _in_quotes(source, found[1], close, outcome.line, why, 0.7)


def _template(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield templates that are there for one that isn't."""
    folder = source.program.template_folder
    there = _files(source, folder)
    bare = name.replace("\\", "/").removeprefix("/").removeprefix("./").removeprefix("templates/")
    ranked = [each for each in there if each.lower() == bare.lower()]
    last = PurePosixPath(bare)
    for each in there:
        stem = PurePosixPath(each).stem
        is_same = stem.lower() in (last.stem.lower(), last.name.lower())
        # What another page shows is not meant here.
        is_used = re.search(rf"[\"']{re.escape(each)}[\"']", source.program.text)
        if is_same or (is_slip(last.stem, stem) and not is_used):
            ranked.append(each)
    for number, each in enumerate(dict.fromkeys(ranked)):
        why = f"The folder {folder} has no {name}, but it has {each}."
        yield _in_quotes(source, name, each, line, why, 0.6 + 0.3 * number)
    if name in [rule.url for rule in rules(source.program)]:
        why = "render_template() takes a file. To go to another page, use redirect()."
        call = rf"\brender_template(?= *\( *[\"']{re.escape(name)}[\"'])"
        yield source.substitute(line, call, "redirect", why, 0.7)


def _file(source: Source, name: str, line: int) -> Iterator[Edit]:
    """Yield the files of the same name in other folders."""
    last = re.split(r"[\\/]", name)[-1]
    for each in _files(source, "."):
        close = PurePosixPath(each).name
        if (close == last and each != name) or (last == name and is_slip(close, name)):
            why = f"There is no {name}, but there is {each}."
            yield _in_quotes(source, name, each, line, why, 0.7)


def _files(source: Source, folder: str) -> list[str]:
    """Return the files in a folder, by their names relative to it, but for hidden ones."""
    top = source.folder / folder
    names = [path.relative_to(top).as_posix() for path in top.rglob("*.*") if path.is_file()]
    return sorted(each for each in names if not re.search(r"(^|/)[._]", each))[:MOST_FILES]


def _in_quotes(source: Source, old: str, new: str, line: int, why: str, cost: float) -> Edit:
    """Return the edit of a text in quotes, in the line nearest to another."""
    pattern = rf"(?<=[\"']){re.escape(old)}(?=[\"'])".replace(r"\\", r"\\+")
    found = [n for n, text in enumerate(source.lines, 1) if re.search(pattern, text)]
    number = min(found, key=lambda each: abs(each - line), default=1)
    after = re.sub(pattern, new, source.lines[number - 1])
    return source.edit(number, number, [after], why, cost)


def _endpoint(source: Source, outcome: Outcome) -> Iterator[Edit]:
    """Yield the function that has the URL, or nearly the name, that url_for() is given."""
    found = re.search(r"endpoint '([^']*)'", outcome.message)
    name = found[1] if found else ""
    # Werkzeug names the most similar name, even if that is not similar at all.
    suggested = re.findall(r"Did you mean '(\w+)'", outcome.message)
    for close in (*outcome.close, *difflib.get_close_matches(name, suggested, 1, 0.7)):
        yield _in_quotes(source, name, close, outcome.line, f"Did you mean {close}?", 1)
    for rule in rules(source.program):
        if rule.url.strip("/") == PurePosixPath(name.strip("/")).stem:
            why = "url_for() takes the name of a function."
            yield _in_quotes(source, name, rule.function.name, outcome.line, why, 0.6)
