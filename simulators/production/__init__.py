"""A passport system that takes batches and makes documents after a while, for demonstrations and
tests. Nothing is printed anywhere."""
