"""One module a step, each naming the one it follows."""
