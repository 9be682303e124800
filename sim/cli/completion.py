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
# It also breaks words at `=` and `:`, so that `--set PATH=VA` is three to it: they are put together again before the
# command is asked, and what it proposes is cut to what bash takes for the last word.
WHOLE_WORDS = """
    local -a words=()
    local word cword joined="" last=""
    for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
        if [[ ${#words[@]} -gt 0 && ( $word == [=:] || $joined == yes ) ]]; then
            words[-1]+=$word
        else
            words+=("$word")
        fi
        joined=""
        [[ $word == [=:] ]] && joined=yes
    done
    cword=$((${#words[@]} - 1))
    last=${COMP_WORDS[COMP_CWORD]}
    [[ $last == [=:] ]] && last=""

"""
CUT = """    local head=${words[-1]%"$last"}
    [[ ${words[-1]} == *[=:]* ]] && COMPREPLY=("${COMPREPLY[@]#"$head"}")
"""
ZSH_CLOSE = """    local -a close
    local proposed="${completions[1]}${completions_with_descriptions[1]%%:*}"
    [[ $proposed == *[=/] ]] && close=(-S "")

"""
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
    """The script that click writes for a shell; in bash and zsh without a blank after `PATH=`."""
    from click.shell_completion import get_completion_class

    from sim.cli.main import cli

    made = get_completion_class(shell)
    assert made is not None
    text = made(cli, {}, "moratorium", COMPLETING).source()
    if shell == "zsh":
        text = text.replace("    if [ -n ", ZSH_CLOSE + "    if [ -n ", 1)
        text = text.replace("completions_with_descriptions -U\n", 'completions_with_descriptions -U "${close[@]}"\n', 1)
        return text.replace("compadd -U ", 'compadd -U "${close[@]}" ', 1)
    if shell != "bash":
        return text
    asked = 'COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD '
    text = text.replace(f"env {asked}", 'env COMP_WORDS="${words[*]}" COMP_CWORD=$cword ', 1)
    text = text.replace("    local response\n", "    local response\n" + WHOLE_WORDS, 1)
    return text.replace("\n    return 0\n", "\n" + CUT + NO_BLANK, 1)
