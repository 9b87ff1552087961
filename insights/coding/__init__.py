"""An observation and its vector in; kind, severity, standing, patterns and how sure that is out."""
