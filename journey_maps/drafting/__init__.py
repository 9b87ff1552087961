"""A journey drafted from evidence: what is placed on which step and why, and what evidence tells that no step has."""
