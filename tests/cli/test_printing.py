"""No name, title or word of foreign origin reaches the terminal as anything but signs to read."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from sim.cli.main import LINES, cli
from sim.studies.command_line.printing import Printed, on_one_line, printable

HOSTILE = ["\x1b[31mred", "\x1b]0;title\x07", "a\rb", "\x9b31m", "\u202eevil", "\udcff", "\u2066x", "\x7f"]
WORDS = {"trace": ["--replicate", "0"], "whatif": ["--replicate", "0"], "sweep": ["--vary", "talks.mediator=0,1"]}
"""What a command needs beside its first word to come to look at it."""


def shown(*words):
    result = CliRunner().invoke(cli, [str(word) for word in words], color=True)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize("command", LINES)
@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_every_command_shows_a_hostile_word_and_does_not_obey_it(command, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, output = shown(command, f"{name}.yaml", f"{name}.yaml", *WORDS.get(command, ()))
    assert code == 2
    assert not [sign for sign in output if not sign.isprintable() and sign != "\n"]


@pytest.mark.parametrize(
    "words", [["\x1b[31mx"], ["check", "--\x1b[31m"], ["run", "baseline", "-n", "\x1b[31m"]], ids=ascii
)
def test_messages_about_the_command_line_itself_are_guarded_too(words):
    code, output = shown(*words)
    assert code == 2
    assert "\x1b" not in output
    assert "1b" in output


def test_a_file_with_a_hostile_name_is_checked_and_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two\nlines \x1b[31m.yaml").write_text("extends: baseline\n")
    code, output = shown("check", "two\nlines \x1b[31m.yaml")
    assert code == 0
    assert output.splitlines()[0].startswith("two\\nlines \\u001b[31m.yaml: valid")


def test_letters_of_every_alphabet_stay_letters():
    for text in ("Żółć", "Курск", "停戦", "α b\tc\nd", "🙂"):
        assert printable(text) == text


def test_json_that_is_guarded_is_still_json():
    text = "".join(map(chr, (*range(0x7F, 0xA0), 0x202E, 0xE0001)))
    assert json.loads(printable(json.dumps(text, ensure_ascii=False))) == text


def test_a_sentence_stays_on_its_line():
    assert on_one_line("a\n\tb") == "a\\n\\tb"


def test_nothing_goes_past_the_guard(tmp_path):
    with (tmp_path / "out").open("w+", encoding="utf-8") as file:
        guard = Printed(file)
        guard.writelines(["\x1b", "x\n"])
        assert not hasattr(guard, "buffer")
        with pytest.raises(TypeError, match="text"):
            guard.write(b"x")  # type: ignore[arg-type]
        file.seek(0)
        assert file.read() == "\\u001bx\n"


@pytest.mark.parametrize("option", ["-n", "--seed", "--workers", "--dpi"])
@pytest.mark.parametrize("digits", [400, 5_000])
def test_a_number_of_thousands_of_digits_is_a_message(option, digits):
    code, output = shown("run", "baseline", option, "1" * digits)
    assert code == 2
    assert "digits" in output or "is not in the range" in output
