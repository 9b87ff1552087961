"""The first page and missions on screen: what to take up first, what is covered, what is new."""
