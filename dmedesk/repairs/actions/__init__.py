"""What is done to repairs, each action in one transaction."""
