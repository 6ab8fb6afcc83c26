"""A payment rail in the shape of SIMPONI, for demonstrations and tests. No money moves."""
