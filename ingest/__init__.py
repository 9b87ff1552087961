"""A file in; passages, masked text and observations out. Start at ``ingest.reading``."""
