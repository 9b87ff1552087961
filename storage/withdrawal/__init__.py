"""Taking out what went in: the plan, the rows, the words elsewhere, and the tombstones that keep it out."""
