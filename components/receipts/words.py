"""Receipts and verdicts in words, as HTML."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from components.contract.catalogue import exhibits
from components.contract.claimed import Claim, Value
from components.contract.quantity import told
from components.contract.receipt_code import short
from components.look.amounts import number
from components.receipts.facts import Facts
from components.receipts.verify import Verdict
from data_layer.vocabulary.text import Lang, Text

WORDS: Mapping[str, Text] = {
    "receipt": Text("凭据", "Receipt"),
    "formula": Text("怎么算的", "How it is computed"),
    "filters": Text("筛选", "Filters"),
    "sample": Text("样本", "Sample"),
    "missing": Text("缺失", "Missing"),
    "rows": Text("明细", "The rows"),
    "open": Text("这些企业的名单", "The list of these enterprises"),
    "version": Text("数据版本", "Data version"),
    "file": Text("来源文件", "Source file"),
    "source": Text("出处", "Source"),
    "printed": Text("报告印出", "The report prints"),
    "errata": Text("勘误", "Errata"),
    "code": Text("核验码", "Code"),
    "check": Text("核验", "Verify"),
    "copy": Text("复制核验码", "Copy the code"),
    "copied": Text("已复制", "Copied"),
    "close": Text("关闭", "Close"),
    "choose": Text(
        "这个数在本图中不止一处，是哪一个？", "This number stands here more than once. Which one?"
    ),
    "none": Text(
        "这个数不是本图数据中的一格（多为行数、名次或门槛）；可切换到“表”，点其中的数。",
        "This number is no cell of the chart's data (most likely a number of rows, a rank or a "
        "threshold). Switch to the table and click a number there.",
    ),
    "compared": Text(
        "这是句中所比较的行数（图与表中有数的行），不是哪一行的数；切换到“表”可逐行查看。",
        "This says how many rows the sentence compares (those of the chart and table that have a "
        "number); it is the number of none of them. Switch to the table to see each.",
    ),
    "same": Text("与出具时相同", "The same as when it was issued"),
    "changed": Text("已变", "Changed"),
    "gone": Text(
        "已不存在：这一行、这一列或这个筛选现在没有",
        "Gone: the row, column or filter is no longer there",
    ),
    "unlike": Text("不能比较", "Cannot be compared"),
    "not_ours": Text("不是本图谱出具的", "Not issued by this atlas"),
    "was": Text("出具时", "Then"),
    "now": Text("现在", "Now"),
    "rows_changed": Text(
        "原因：企业数据变了（同一筛选下新进入 {entered} 家、退出 {left} 家，其余为改值）",
        "Why: the rows changed ({entered} entered and {left} left under the same filters; "
        "the rest are corrected values)",
    ),
    "rule": Text(
        "原因：算法或规则变了，同一数据现在算得不同",
        "Why: the rule changed: the same rows give another value now",
    ),
    "seen": Text(
        "原因：您只能看到一部分企业（行规则），“现在”只就这些企业计算；这个数可能是按其他企业算出的",
        "Why: you see some of the enterprises only (a row rule), and what stands under Now is of "
        "these; the number may have been made of others",
    ),
    "printed_changed": Text(
        "原因：印出数的抄录改正了", "Why: the transcript of the printed figure was corrected"
    ),
    "version_gone": Text(
        "原因：数据版本已换；出具时的版本 {version} 不在本机，分不清是数据变了还是算法变了",
        "Why: the data version changed; version {version} is not on this machine, so that rows and "
        "rule cannot be told apart",
    ),
    "view": Text("整个视图的全部数字", "All numbers of the view"),
    "row": Text("整行的数字", "all numbers of the row"),
    "digest": Text("数字摘要 {value}", "digest {value}"),
    "live": Text("打开这个视图", "Open the view"),
}


def receipt(facts: Facts, home: str, lang: Lang) -> html.Div:
    """The receipt of one number."""
    link = html.A(WORDS["open"](lang), href=f"{home}{facts.rows}", className="to-list")
    check = html.A(
        f"{WORDS['check'](lang)} {short(facts.code)}",
        href=f"{home}verify/{facts.code}",
        className="verify-link",
    )
    copy = html.Button(
        WORDS["copy"](lang),
        type="button",
        className="out",
        **{"data-copy": facts.code, "data-copied": WORDS["copied"](lang)},
    )
    parts: dict[str, Any] = {
        "formula": facts.formula,
        "filters": facts.filters,
        "sample": facts.sample,
        "missing": facts.missing,
        "rows": link if facts.rows else "",
        "version": facts.version,
        "file": facts.file,
        "printed": facts.printed,
        "errata": _errata(facts.errata),
        "source": facts.source,
        "code": html.Div([check, " ", copy, html.Code(facts.code, className="code")]),
    }
    value = html.P([html.Strong(facts.value), " ", html.Span(facts.kind, className="muted")])
    where = html.P([f"{facts.where} · ", html.Span(facts.title, className="muted")])
    return html.Div([where, html.Div(value, className="receipt-value"), _listed(parts, lang)])


def _errata(errata: Sequence[tuple[str, str]]) -> Any:
    lines = [html.P([html.B(id), f" {words}"]) for id, words in errata]
    return html.Div(lines) if lines else ""


def _listed(parts: Mapping[str, Any], lang: Lang) -> html.Dl:
    lines: list[Any] = []
    for name, content in parts.items():
        if content != "":
            lines += [
                html.Dt(WORDS[name](lang), **{"data-part": name}),
                html.Dd(content, **{"data-part": name}),
            ]
    return html.Dl(lines)


def choices(candidates: Sequence[Facts], lang: Lang) -> html.Div:
    """Several numbers that read alike, to choose from."""
    items = [
        html.Li(
            html.Button(
                f"{candidate.where}: {candidate.value} · {candidate.kind}",
                type="button",
                className="out",
                **{"data-receipt-at": str(at)},
            )
        )
        for at, candidate in enumerate(candidates)
    ]
    return html.Div([html.P(WORDS["choose"](lang)), html.Ul(items, className="receipt-choices")])


def value_of(claim: Claim, value: Value, lang: Lang) -> str:
    """A value with the unit of its column."""
    if claim.of_many:
        return WORDS["digest"](lang).format(value=value)
    exhibit = exhibits().get(claim.exhibit)
    field = next((f for f in exhibit.fields if f.name == claim.column), None) if exhibit else None
    if isinstance(value, bool | str) or value is None:
        return "—" if value is None else str(value)
    return told(value, field, lang)


def reason(verdict: Verdict, lang: Lang) -> str:
    """Why a number is another now; empty where it is the same."""
    claim = verdict.claim
    if verdict.reason is None:
        return ""
    name = {"rows": "rows_changed", "printed": "printed_changed"}.get(
        verdict.reason, verdict.reason
    )
    return WORDS[name](lang).format(
        entered=number(verdict.entered or 0), left=number(verdict.left or 0), version=claim.version
    )


def verdict(result: Verdict, view: str, lang: Lang) -> html.Div:
    """The verdict on a code. view: the address of the exhibit on its page."""
    claim = result.claim
    exhibit = exhibits().get(claim.exhibit)
    title = exhibit.title(lang) if exhibit else claim.exhibit
    lead = html.P(WORDS[result.status](lang), className=f"verdict verdict-{result.status}")
    if result.status == "not_ours":
        return html.Div([lead])
    then = [value_of(claim, claim.value, lang), f"n = {claim.n:,}", claim.version]
    now = [value_of(claim, result.now, lang), f"n = {result.n:,}", result.version]
    lines = [
        html.Tr(
            [
                html.Th(WORDS[name](lang), scope="row"),
                *(html.Td(cell, className="num") for cell in row),
            ]
        )
        for name, row in (("was", then), ("now", now))
    ]
    table = html.Table(html.Tbody(lines), className="data verified")
    why = reason(result, lang)
    return html.Div(
        [
            lead,
            html.P([html.B(title), f" · {_place(claim, lang)}"]),
            html.Div(table, className="table-wrap"),
            *([html.P(why, className="why")] if why else []),
            html.P(html.A(WORDS["live"](lang), href=view)),
        ]
    )


def _place(claim: Claim, lang: Lang) -> str:
    """Row and column of a claim in words."""
    if claim.of_many and not claim.row:
        return WORDS["view"](lang)
    exhibit = exhibits()[claim.exhibit]
    keys = [f for f in exhibit.fields if f.key]
    names = [
        str(f.spellings[lang].get(str(value), value))
        for f, value in zip(keys, claim.row, strict=False)
    ]
    field = next((f for f in exhibit.fields if f.name == claim.column), None)
    return " · ".join([*names, field.label(lang) if field else claim.column or WORDS["row"](lang)])
