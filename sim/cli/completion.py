"""`moratorium completion`: what a shell reads to complete commands, scenarios and parameter paths."""

from __future__ import annotations

import click

from sim.studies.command_line.completing import COMPLETING

WHERE = {
    "bash": 'eval "$(moratorium completion bash)" in ~/.bashrc',
    "zsh": 'eval "$(moratorium completion zsh)" in ~/.zshrc, after compinit',
    "fish": "moratorium completion fish > ~/.config/fish/completions/moratorium.fish",
}
# Bash sets a blank after the only proposal; after `PATH=` the value follows at once.
NO_BLANK = "    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/] ]] && compopt -o nospace\n\n    return 0\n"


@click.command(short_help="Print what a shell needs to complete commands and names.")
@click.argument("shell", type=click.Choice(list(WHERE)))
def command(shell: str) -> None:
    """Print the completion script for a SHELL: bash, zsh or fish.

    It completes commands, options, shipped scenarios, .yaml files, parameter paths after --set, and their words.

    \b
    bash:  eval "$(moratorium completion bash)"  in ~/.bashrc
    zsh:   eval "$(moratorium completion zsh)"   in ~/.zshrc, after compinit
    fish:  moratorium completion fish > ~/.config/fish/completions/moratorium.fish
    """
    click.echo(script(shell))


def script(shell: str) -> str:
    """The script that click writes for a shell; in bash without a blank after `PATH=`."""
    from click.shell_completion import get_completion_class

    from sim.cli.main import cli

    made = get_completion_class(shell)
    assert made is not None
    text = made(cli, {}, "moratorium", COMPLETING).source()
    return text.replace("\n    return 0\n", "\n" + NO_BLANK, 1) if shell == "bash" else text
