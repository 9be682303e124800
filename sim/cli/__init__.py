"""The command line: parse, call a verb, print. One file a command, imported when it is called."""
