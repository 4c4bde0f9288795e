"""Claims written in as few signs as possible: one large number, read off in parts.

Each part takes the bits that it needs and no more: `put` adds one below its radix, `take` reads it
back, in the same order. Words that many codes have in common are their place in WORDS. What has no
room here (ValueError) is written in the longer form of `receipt_code`.
"""

from decimal import Decimal

from components.contract.claimed import Value

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ALPHABETS = (
    "0123456789",
    "0123456789abcdef",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-",
    "abcdefghijklmnopqrstuvwxyz0123456789_-.:,",
)
SPELT = (
    "province city tier industry sector cluster section honour insured patents rd_ratio class1_ip "
    "quality_score revenue rd_expense niche_share listed founded asof batch measure items subject "
    "by group list year national provincial champion innovative meets fails unknown own old "
    "enters leaves now 2022 2026 true false high_tech yrd prd gba C I M revenue_last_year "
    "rd_expense_sum_2y rd_ratio_each_of_2y niche_share_pct niche_share_rank rd_expense_each_of_2y "
    "years_in_niche invention_grants high_high high_low low_high low_low qualifies short "
    "electronics software rd_services basic_manufacturing general_equipment power_equipment "
    "high_end_equipment quality scale standards"
)
WORDS = tuple(SPELT.split())
"""Part of the form, as are SIGNS, ALPHABETS and the bounds below: never to be changed, other than
by a new form."""
PLACES: dict[str, int] = {word: place for place, word in enumerate(WORDS)}
WORD, BYTES = len(ALPHABETS), len(ALPHABETS) + 1
MOST_WORDS, MOST_SIGNS, MOST_BYTES, MOST_BITS, MOST_DIGITS, MOST_PARTS = 128, 64, 1024, 32, 8, 16
KINDS: tuple[Value, ...] = (None, True, False)


class Packer:
    """A number that grows by parts."""

    def __init__(self) -> None:
        self.number, self.scale = 0, 1

    def put(self, part: int, radix: int) -> None:
        """Add a part; ValueError if it is not below its radix."""
        if not 0 <= part < radix:
            raise ValueError(part)
        self.number += part * self.scale
        self.scale *= radix

    def text(self, text: str) -> None:
        """Add a text, in the narrowest alphabet that holds it."""
        if text in PLACES:
            self.put(WORD, 8)
            self.put(PLACES[text], MOST_WORDS)
            return
        kind = next((at for at, signs in enumerate(ALPHABETS) if set(text) <= set(signs)), BYTES)
        written = text.encode() if kind == BYTES else [ALPHABETS[kind].index(it) for it in text]
        self.put(kind, 8)
        self.put(len(written), MOST_BYTES if kind == BYTES else MOST_SIGNS)
        for sign in written:
            self.put(sign, 256 if kind == BYTES else len(ALPHABETS[kind]))

    def integer(self, value: int) -> None:
        """Add a number of any size that is not negative."""
        self.put(value.bit_length(), MOST_BITS)
        self.put(value, 1 << value.bit_length())

    def value(self, value: Value) -> None:
        """Add a value with its type: 0 to 2 no value, yes, no; 3, 4 whole; 5, 6 decimal; 7 text."""
        if isinstance(value, str):
            self.put(7, 8)
            self.text(value)
        elif value is None or isinstance(value, bool):
            self.put(0 if value is None else 1 if value else 2, 8)
        elif isinstance(value, int):
            self.put(3 + (value < 0), 8)
            self.integer(abs(value))
        else:
            sign, digits, exponent = Decimal(repr(value)).as_tuple()
            if not isinstance(exponent, int):
                raise ValueError(value)
            self.put(5 + sign, 8)
            self.put(-exponent, MOST_DIGITS)
            self.integer(int("".join(map(str, digits))))

    def query(self, query: str) -> None:
        """Add the pairs of a query."""
        pairs = query.split("&") if query else []
        self.put(len(pairs), MOST_PARTS)
        for pair in pairs:
            parts = pair.split("=", 1)
            self.put(len(parts) - 1, 2)
            for part in parts:
                self.text(part)

    def written(self) -> str:
        """The number in signs."""
        number, signs = self.number, ""
        while number:
            number, sign = divmod(number, len(SIGNS))
            signs += SIGNS[sign]
        return signs or SIGNS[0]


class Unpacker:
    """A number that parts are taken from; ValueError where it cannot be one."""

    def __init__(self, text: str) -> None:
        self.number = 0
        for sign in reversed(text):
            self.number = self.number * len(SIGNS) + SIGNS.index(sign)

    def take(self, radix: int) -> int:
        """The next part."""
        self.number, part = divmod(self.number, radix)
        return part

    def text(self) -> str:
        """The next text."""
        kind = self.take(8)
        if kind == WORD:
            place = self.take(MOST_WORDS)
            if place >= len(WORDS):
                raise ValueError(place)
            return WORDS[place]
        if kind == BYTES:
            return bytes(self.take(256) for _ in range(self.take(MOST_BYTES))).decode()
        if kind > BYTES:
            raise ValueError(kind)
        signs = ALPHABETS[kind]
        return "".join(signs[self.take(len(signs))] for _ in range(self.take(MOST_SIGNS)))

    def integer(self) -> int:
        """The next number."""
        return self.take(1 << self.take(MOST_BITS))

    def value(self) -> Value:
        """The next value."""
        kind = self.take(8)
        if kind < len(KINDS):
            return KINDS[kind]
        if kind == 7:
            return self.text()
        negative = kind in {4, 6}
        if kind < 5:
            return -self.integer() if negative else self.integer()
        exponent = self.take(MOST_DIGITS)
        return float(f"{'-' if negative else ''}{self.integer()}e-{exponent}")

    def query(self) -> str:
        """The next query."""
        return "&".join(
            "=".join(self.text() for _ in range(self.take(2) + 1))
            for _ in range(self.take(MOST_PARTS))
        )
