"""DMEDesk: rentals, proof, repairs, recalls and explained invoices."""
