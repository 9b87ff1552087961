"""Observations of one kind in; topics, with titles, and the account of the run that found them out."""
