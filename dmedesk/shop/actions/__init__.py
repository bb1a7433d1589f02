"""The write side of the shop itself: founding, letterhead, numbers, people, policies, days."""
