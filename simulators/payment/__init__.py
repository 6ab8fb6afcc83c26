"""Two payment rails, in the shapes of SIMPONI and of a QRIS acquirer. No money moves."""
