"""What the warehouse tells a person: the base of its errors."""


class WarehouseError(Exception):
    """Something the warehouse cannot do; the message says what, and what to do about it."""
