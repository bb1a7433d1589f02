"""The demo shop: invented people and units, with dates made from the day it is asked for."""
