"""What a delivery is, who may sign for it, and which day its proof bears."""
