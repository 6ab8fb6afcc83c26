"""Each benchmark runs both sides in one run and prints the ratio to its limit."""
