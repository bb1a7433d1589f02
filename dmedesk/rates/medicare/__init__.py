"""Medicare's rules for durable medical equipment, 42 U.S.C. 1395m(a)."""
