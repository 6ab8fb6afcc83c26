"""Separate programs with the shapes of the real counterparts."""
