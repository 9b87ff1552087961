"""Themes, codes and decisions in the database: what was found, run by run, and what people said of it."""
