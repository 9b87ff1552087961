"""Files that people take away: each text in them made safe in one place."""
