"""Reads the files that fees come in: those that CMS publishes, and our own ``fees.csv``.

Each reader takes the lines of a file and answers plain values with findings, every fault of the
file at once. A file of CMS is taken as published or not at all.
"""
