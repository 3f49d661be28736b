"""casebook turns case submissions into a searchable library of model cases."""

__version__ = "0.1.0"
