"""The lesson's program with more lines, and what is promised of every trial of it."""

import os
import tempfile
import textwrap

import pytest
from copies import GUARD, PROGRAM, contents

from workshop.advice.edits.edit import Edit
from workshop.advice.trial import trial

IMPORTS = """\
import contextlib, multiprocessing, os, re, shutil, socket, sqlite3, subprocess, sys, tempfile, threading, time
from flask import render_template, request, url_for, session
"""
# The number of the first line that is added.
FIRST = (IMPORTS + PROGRAM.removesuffix(GUARD)).count("\n") + 1


def with_lines(code):
    """Return the program with more lines above its start."""
    return IMPORTS + PROGRAM.replace(GUARD, f"{textwrap.dedent(code)}\n\n{GUARD}")


def page(code, name="page"):
    """Return the lines of a page: the route, the `def`, and what is in the function."""
    body = textwrap.indent(textwrap.dedent(code).strip("\n"), "    ")
    return f'@app.route("/{name}")\ndef {name}():\n{body}\n\n\n'


def with_page(code):
    """Return the program with one more page."""
    return with_lines(page(code))


def tried(folder, program, patience=1):
    """Return the outcome of a trial, which leaves no file behind and changes none."""
    (folder / "server.py").write_text(program, "utf-8")
    before = contents(folder)
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", scratch)
        outcome = trial(folder, patience=patience)
        assert not os.listdir(scratch)
    assert contents(folder) == before
    assert "latent" not in outcome.printed
    return outcome


def followed(advice, text):
    """Return the text of a file once an advice about it is followed."""
    assert advice.after is not None, advice.message
    edit = Edit(advice.line, advice.before.split("\n"), advice.after.split("\n"), "", 0)
    return edit.applied(text)
