"""Folders of results: what holds for every command that writes one."""
