"""Keeping it running: the start, jobs and their worker, backups, migrations, care."""
