"""Sources and observations in the database, their vectors and links, and the filters on them."""
