"""The code of a number: its query and its value, packed, with a digest of both.

A code reads `7QK2M9-<body>`. The six signs in front are a digest of the rest in Crockford's
alphabet: what two people read to each other, and what tells a mistyped code. The body is the query
itself, so that nothing is stored anywhere. The digest is no secret: whoever forges a code with
another value finds that recomputing does not bear it out.

Exhibit and column are 24 bits of a digest of their names, which a test holds to be of one pair
each, and the version is its first six signs. What has no room in this form, and what was printed
before there was one, has eight signs in front and a compressed body.
"""

import base64
import binascii
import hashlib
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple, replace
from functools import cache

import orjson

from components.contract.catalogue import exhibits
from components.contract.claimed import Claim
from components.contract.packing import Packer, Unpacker
from data_layer.vocabulary.text import Text

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
HEAD, OLD_HEAD = 6, 8
VERSION = 6
VERSIONS = 2 * 16**VERSION
"""Signs of a version that a packed code holds, and how many numbers a 1 and these may be."""


class CodeError(ValueError):
    """No code, or one that was mistyped or cut; `message` says so in both languages."""

    def __init__(self) -> None:
        self.message = Text(
            "这不是完整的核验码：可能少抄、错抄了字符",
            "this is no whole code: a sign is missing or was mistyped",
        )
        super().__init__(self.message.en)


def encode(claim: Claim) -> str:
    """The code of a claim: packed, or in the longer form where that does not give it again."""
    with suppress(ValueError):
        code = _packed(claim)
        if decode(code) == replace(claim, version=claim.version[:VERSION]):
            return code
    body = bytes([FORM]) + _squeezed(orjson.dumps(astuple(claim)))
    return f"{_digest(body, OLD_HEAD)}-{base64.urlsafe_b64encode(body).decode().rstrip('=')}"


def decode(code: str) -> Claim:
    """The claim of a code; CodeError if it is none. One of an exhibit that there is not any more
    has no exhibit."""
    digest, _, text = code.strip().partition("-")
    try:
        if len(code) > LONGEST:
            raise CodeError
        claim = _unpacked(text) if len(digest) == HEAD else _unsqueezed(text)
        signed = text.encode() if len(digest) == HEAD else _bytes_of(text)
    except (binascii.Error, zlib.error, ValueError, TypeError) as error:
        raise CodeError from error
    if _digest(signed, len(digest)) != digest.upper():
        raise CodeError
    return claim


def short(code: str) -> str:
    """The part that people read to each other: 7QK-2M9."""
    digest = code.partition("-")[0]
    half = len(digest) // 2
    return f"{digest[:half]}-{digest[half:]}"


def place(exhibit: str, column: str) -> int:
    """What a packed code calls a column of an exhibit."""
    return int.from_bytes(hashlib.blake2b(f"{exhibit}.{column}".encode(), digest_size=3).digest())


@cache
def _places() -> Mapping[int, tuple[str, str]]:
    pairs = [
        (id, name) for id, e in exhibits().items() for name in ("", *(f.name for f in e.fields))
    ]
    return {place(*pair): pair for pair in pairs}


def _packed(claim: Claim) -> str:
    packer = Packer()
    packer.put(claim.source == "published", 2)
    packer.put(place(claim.exhibit, claim.column), 1 << 24)
    packer.put(len(claim.row), 8)
    for key in (*claim.row, claim.value):
        packer.value(key)
    packer.integer(claim.n)
    packer.put(int(f"1{claim.version[:VERSION]}", 16) if claim.version else 0, VERSIONS)
    packer.query(claim.query)
    text = packer.written()
    return f"{_digest(text.encode(), HEAD)}-{text}"


def _unpacked(text: str) -> Claim:
    parts = Unpacker(text)
    source = "published" if parts.take(2) else "computed"
    exhibit, column = _places().get(parts.take(1 << 24), ("", ""))
    row = tuple(parts.value() for _ in range(parts.take(8)))
    value, n, version, query = parts.value(), parts.integer(), parts.take(VERSIONS), parts.query()
    if parts.number:
        raise CodeError
    known = f"{version:x}"[1:]
    return Claim(exhibit, query, source, row=row, column=column, value=value, n=n, version=known)


def _bytes_of(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _unsqueezed(text: str) -> Claim:
    body = _bytes_of(text)
    if body[:1] != bytes([FORM]):
        raise CodeError
    exhibit, query, source, row, column, value, n, version = orjson.loads(_spread(body[1:]))
    return Claim(
        exhibit, query, source, row=tuple(row), column=column, value=value, n=n, version=version
    )


def _squeezed(raw: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=WORDS.encode())
    return packer.compress(raw) + packer.flush()


def _spread(packed: bytes) -> bytes:
    opener = zlib.decompressobj(-15, zdict=WORDS.encode())
    raw = opener.decompress(packed, 64 * LONGEST)
    if opener.unconsumed_tail or not opener.eof:
        raise CodeError
    return raw


def _digest(body: bytes, signs: int) -> str:
    raw = hashlib.blake2b(body, digest_size=5).digest()
    return base64.b32hexencode(raw).translate(CROCKFORD).decode()[:signs]
