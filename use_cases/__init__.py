"""The only place that combines packages: builds every adapter, and does what a person asked for."""
