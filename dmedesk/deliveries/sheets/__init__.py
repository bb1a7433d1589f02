"""The papers of a visit: slips of delivery, pickup and exchange, and the day's route."""
