"""Journey maps: steps with evidence, the hand-overs between them, and their drawing."""
