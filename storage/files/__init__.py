"""The bytes of sources, on disk or in the database, and whole copies of what is stored."""
