"""Studies in the database: who sees them, their revisions, originals and mappings."""
