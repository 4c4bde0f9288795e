"""The code of a number: its query and its value, compressed, with a digest of both.

A code reads `7QK2M9XD-<body>`. The eight signs in front are a digest of the rest in Crockford's
alphabet: what two people read to each other, and what tells a mistyped code. The body is the query
itself, so that nothing is stored anywhere; with filters it takes 40 to 160 signs. The digest is no
secret: whoever forges a code with another value finds that recomputing does not bear it out.
"""

import base64
import binascii
import hashlib
import zlib
from dataclasses import astuple, dataclass
from typing import Literal

import orjson

from data_layer.vocabulary.text import Text

Value = float | int | str | bool | None
Source = Literal["computed", "published"]
CROCKFORD = bytes.maketrans(
    b"0123456789ABCDEFGHIJKLMNOPQRSTUV", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)
LONGEST = 4_000
WORDS = (
    '[["computed","published","enterprises","little_giants","national","provincial","champion",'
    '"innovative","_pct","_median","_mean","_share","share_pct","little_giant_share_pct","value",'
    '"score","code","group","band","indicator","dimension","rule","meets","fails","unknown","own",'
    '"enters","leaves","now","old","threshold","criterion","rule_verdicts","rule_binding",'
    '"rule_changes","rule_edge","rule_sensitivity","enterprise_record","province_ranking",'
    '"province_map","city_map","city_ranking","industry_tree","industry_heatmap","key_figures",'
    '"province_code","city_code","industry_code","tier=national","tier=provincial","province=",'
    '"city=","industry=C","cluster=yrd","sector=","honour=high_tech","insured=","patents=50..",'
    '"rd_ratio=","class1_ip=","quality_score=","revenue=","rd_expense=","niche_share=",'
    '"110000","310000","320000","330000","420000","440000","C26","C27","C34","C35","C38","C39"'
)
"""What bodies have in common: part of the form, never to be changed. New words need a new form."""
FORM = 1


class CodeError(ValueError):
    """No code, or one that was mistyped or cut; `message` says so in both languages."""

    def __init__(self) -> None:
        self.message = Text(
            "这不是完整的核验码：可能少抄、错抄了字符",
            "this is no whole code: a sign is missing or was mistyped",
        )
        super().__init__(self.message.en)


@dataclass(frozen=True)
class Claim:
    """What a code says: that an exhibit had this value there.

    query: filters and parameters in the exhibit's own spelling. row: the values of its keys.
    column: empty where the claim is of all numbers of the row, or, without a row, of the view; the
    value is then a digest of them. source: the printed figures or the computed ones. version, n: of
    the registry, and the enterprises behind the view then.
    """

    exhibit: str
    query: str
    source: Source
    row: tuple[Value, ...]
    column: str
    value: Value
    n: int
    version: str

    @property
    def of_many(self) -> bool:
        """Whether it is of all numbers of a row or a view together."""
        return not self.column


def encode(claim: Claim) -> str:
    """The code of a claim."""
    body = bytes([FORM]) + _squeezed(orjson.dumps(astuple(claim)))
    return f"{_digest(body)}-{base64.urlsafe_b64encode(body).decode().rstrip('=')}"


def decode(code: str) -> Claim:
    """The claim of a code; CodeError if it is none."""
    digest, _, text = code.strip().partition("-")
    try:
        body = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if len(code) > LONGEST or body[:1] != bytes([FORM]) or _digest(body) != digest.upper():
            raise CodeError
        exhibit, query, source, row, column, value, n, version = orjson.loads(_spread(body[1:]))
    except (binascii.Error, zlib.error, ValueError, TypeError) as error:
        raise CodeError from error
    return Claim(
        exhibit, query, source, row=tuple(row), column=column, value=value, n=n, version=version
    )


def short(code: str) -> str:
    """The part that people read to each other: 7QK2-M9XD."""
    digest = code.partition("-")[0]
    return f"{digest[:4]}-{digest[4:]}"


def _squeezed(raw: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=WORDS.encode())
    return packer.compress(raw) + packer.flush()


def _spread(packed: bytes) -> bytes:
    opener = zlib.decompressobj(-15, zdict=WORDS.encode())
    raw = opener.decompress(packed, 64 * LONGEST)
    if opener.unconsumed_tail or not opener.eof:
        raise CodeError
    return raw


def _digest(body: bytes) -> str:
    raw = hashlib.blake2b(body, digest_size=5).digest()
    return base64.b32hexencode(raw).translate(CROCKFORD).decode()
