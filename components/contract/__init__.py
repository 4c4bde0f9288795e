"""What an exhibit declares, how it is evaluated, how a request for it is read.

Stands on data_layer alone. Every room above may import it; it finds the exhibits by name.
"""
