"""How fast Nadwa is, measured over HTTP on the real server, beside what others reach."""
