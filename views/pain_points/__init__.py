"""Pain points on screen: the list and each of them, the heat map, what would mend them, and what people decide."""
