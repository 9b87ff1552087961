"""The arithmetic by which numbers that people are given tell a slip of the pen from a number."""

_NHS_WEIGHTS = range(10, 1, -1)
_UTR_WEIGHTS = (6, 7, 8, 9, 10, 5, 4, 3, 2)
_UTR_CHECK_DIGITS = "21987654321"
_CARD_LENGTHS = range(13, 20)


def is_nhs_number(written: str) -> bool:
    """Tell whether ten digits pass the NHS number's check (modulus 11)."""
    digits = _digits(written)
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = 11 - sum(weight * digit for weight, digit in zip(_NHS_WEIGHTS, digits, strict=False)) % 11
    return digits[9] == rest % 11 and rest != 10


def is_utr(written: str) -> bool:
    """Tell whether ten digits pass the check of a Unique Taxpayer Reference, whose first digit checks the others."""
    digits = _digits(written)
    if len(digits) != 10:
        return False
    rest = sum(weight * digit for weight, digit in zip(_UTR_WEIGHTS, digits[1:], strict=True)) % 11
    return str(digits[0]) == _UTR_CHECK_DIGITS[rest]


def is_payment_card(written: str) -> bool:
    """Tell whether 13 to 19 digits pass the Luhn check and begin as a payment card does."""
    digits = _digits(written)
    if len(digits) not in _CARD_LENGTHS or digits[0] not in {2, 3, 4, 5, 6}:
        return False
    doubled = (digit * 2 - 9 * (digit > 4) if place % 2 else digit for place, digit in enumerate(reversed(digits)))
    return sum(doubled) % 10 == 0


def is_iban(written: str) -> bool:
    """Tell whether a written account number passes the IBAN's check (modulus 97)."""
    plain = "".join(character for character in written.upper() if character.isalnum())
    if not 15 <= len(plain) <= 34 or not plain.isascii():
        return False
    return int("".join(str(int(character, 36)) for character in plain[4:] + plain[:4])) % 97 == 1


def _digits(written: str) -> list[int]:
    return [int(character) for character in written if character.isascii() and character.isdigit()]
