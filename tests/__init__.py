"""The tests, as a package: another one of this name, which ciw installs, must not stand in for it."""
