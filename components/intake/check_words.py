"""What the step says in which a file is checked."""

from collections.abc import Mapping
from typing import Final

from data_layer.importer.cells.units import Unit
from data_layer.importer.headings.mapping import SameId
from data_layer.vocabulary.enterprise import Group
from data_layer.vocabulary.text import Text

GROUPS: Final[Mapping[Group, Text]] = {
    "identity": Text("身份", "Identity"),
    "place": Text("地点", "Place"),
    "industry": Text("行业", "Industry"),
    "size": Text("规模", "Size"),
    "innovation": Text("创新", "Innovation"),
    "honour": Text("荣誉", "Titles and accreditations"),
    "policy": Text("政策", "Policy"),
}
SAME_ID: Final[Mapping[SameId, Text]] = {
    "keep_both": Text(
        "都保留：后面的一行不用这个代码", "Keep both: the later row goes without the code"
    ),
    "keep_first": Text(
        "保留先出现的一行：后面的并入它", "Keep the first: the later row is merged into it"
    ),
    "set_aside": Text("搁置后面的一行", "Set the later row aside"),
}
UNITS: Final[Mapping[Unit, Text]] = {
    "yuan": Text("元", "CNY"),
    "thousand": Text("千元", "CNY 1,000"),
    "wan": Text("万元", "CNY 10,000"),
    "million": Text("百万元", "CNY 1 million"),
    "ten_million": Text("千万元", "CNY 10 million"),
    "yi": Text("亿元", "CNY 100 million"),
    "billion": Text("十亿元", "CNY 1 billion"),
    "percent": Text("%", "%"),
    "fraction": Text("小数（0.05 即 5%）", "fraction (0.05 is 5%)"),
}
WORDS: Final[Mapping[str, Text]] = {
    "sheet": Text("工作表", "Sheet"),
    "sheets_unread": Text(
        "一次读一张：另有 {n} 张没有读", "one is read at a time: {n} other{s} not read"
    ),
    "alike": Text(
        "另有 {n} 张工作表列名相同，没有导入", "{n} more sheet{s} with the same headings left out"
    ),
    "alike_head": Text("名单还在别的工作表中，没有导入", "The list goes on in other sheets"),
    "alike_way": Text(
        "这些工作表的列名与正在读的相同。要一起导入，请按下面的按钮；分别导入的名单不会合并。",
        "Their headings are those of the sheet that is read. The button takes them too; lists "
        "imported one by one are not joined.",
    ),
    "join": Text("一起导入这些工作表", "Import these sheets together"),
    "joined": Text("作为一张名单一起读：{sheets}", "Read together as one list: {sheets}"),
    "join_back": Text("只读一张", "Read one alone"),
    "good": Text("可以导入：{n} 家企业", "Ready to import: {n} enterprise{s}"),
    "bad": Text("还不能导入：", "Not ready to import: "),
    "no_name": Text(
        "没有找到企业名称。请在下面指出哪一列是企业名称，或哪一行是列名。",
        "no column holds the enterprises' names. Say below which one does, or which row holds the "
        "headings.",
    ),
    "is_figures": Text("这是省份×年份的指标", "These are figures by province and year"),
    "like_patents": Text(
        "列名像专利清单（每行一件专利）；照现在这样导入，申请人会成为企业。",
        "The headings are those of a list of patents, one a row; imported as it is, the "
        "applicants become the enterprises.",
    ),
    "is_patents": Text("这是专利清单", "This is a list of patents"),
    "headings_alone": Text("只有列名，没有数据行。", "there are headings, and no rows below them."),
    "no_rows": Text("没有一行是企业。", "no row is an enterprise."),
    "aside": Text("{n} 行不是企业，已搁置", "{n} row{s} set aside, no enterprise{s}"),
    "merged": Text(
        "{n} 行与前面的企业相同，将合并",
        "{n} row{s} merged, of an enterprise that is there already",
    ),
    "conflicts": Text(
        "{n} 行代码相同而名称不同", "{n} row{s} with another row's code under another name"
    ),
    "rejected": Text("{n} 个单元格没有认出", "{n} cell{s} not recognised"),
    "questions": Text("{n} 个值请核对", "{n} value{s} to look at"),
    "headings_one": Text("列名在第 {row} 行", "The headings are in row {row}"),
    "headings_several": Text("列名在第 {row}—{next} 行", "The headings are in rows {row}–{next}"),
    "headings_none": Text("这个文件没有列名", "This file has no headings"),
    "headings_above": Text("；上面 {n} 行不读", "; {n} row{s} above not read"),
    "headings_change": Text("查看或更改", "look or change"),
    "headings_hint": Text(
        "文件的前几行如下。列名认错了，就在正确的那一行按“这是列名”。",
        "The first rows of the file. If the headings were taken from the wrong row, press "
        "“Headings” in the right one.",
    ),
    "headings_here": Text("列名", "Headings"),
    "headings_set": Text("这是列名", "Headings"),
    "headings_set_row": Text("第 {row} 行是列名", "Row {row} holds the headings"),
    "headings_rows": Text("列名占", "Headings take"),
    "headings_rows_1": Text("一行", "one row"),
    "headings_rows_2": Text("两行", "two rows"),
    "headings_rows_3": Text("三行", "three rows"),
    "headings_no": Text("文件没有列名", "The file has no headings"),
    "headings_auto": Text("恢复自动判断", "Find them automatically"),
    "row_number": Text("行", "Row"),
    "out_row": Text("搁置", "set aside"),
    "left_out": Text("搁置的行：{n} 行，不是企业", "Rows set aside: {n}"),
    "row": Text("第 {rows} 行", "row {rows}"),
    "more": Text("等", " and more"),
    "notes": Text("读取时的说明", "Notes on reading"),
    "columns": Text("每一列是什么", "What each column is"),
    "columns_hint": Text(
        "共 {n} 列，采用 {used} 列。认错的，在“作为”中改；可以输入文字查找。",
        "{n} column{s}, {used} of them used. Where one was taken for something else, change it "
        "under “Taken as”; type to search.",
    ),
    "column": Text("文件中的列", "Column of the file"),
    "is": Text("作为", "Taken as"),
    "unit": Text("单位", "Unit"),
    "unit_auto": Text("自动判断", "automatic"),
    "unit_taken": Text("{unit}（自动判断）", "{unit} (automatic)"),
    "out": Text("不导入", "left out"),
    "search": Text("输入文字查找", "type to search"),
    "nothing_found": Text("没有这样的列", "no such column"),
    "judgement": Text("判断", "Judgement"),
    "judged": Text(
        "{label}：{filled} 行中 {good} 行认出", "{label}: {good} of {filled} recognised"
    ),
    "all": Text("{label}：{filled} 行全部认出", "{label}: all {filled} recognised"),
    "not_used": Text("{filled} 行有内容，不导入", "{filled} filled, left out"),
    "helps": Text(
        "{label}为空的 {n} 行取自这一列", "taken for the {label} in {n} row{s} where it is empty"
    ),
    "helps_some": Text(
        "{label}为空的 {n} 行取自这一列，{good} 行认出",
        "taken for the {label} in {n} row{s} where it is empty, {good} recognised",
    ),
    "cities": Text("其中 {n} 行也认出城市", "the city too in {n} row{s}"),
    "said": Text(
        "标题或文件名写明、文件中却没有的列。点一下，每一行都取这个值：",
        "Said by a title or a name, in no column of the file. A click gives it to every row:",
    ),
    "said_taken": Text("每一行都取：", "The same in every row:"),
    "said_button": Text("{label}：{text}（{words}）", "{label}: {text} ({words})"),
    "said_title": Text("标题", "title"),
    "said_sheet": Text("工作表名", "sheet's name"),
    "said_file": Text("文件名", "file's name"),
    "said_back": Text("取消", "take back"),
    "otherwise": Text("{n} 个单元格另读：{texts}", "{n} cell{s} read otherwise: {texts}"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "and_more": Text("等 {n} 项", " and {n} in all"),
    "empty": Text("整列为空", "no cell is filled"),
    "fill": Text("{rows} 行中 {filled} 行有内容", "{filled} of {rows} filled"),
    "fill_down": Text("空格沿用上一行", "Empty cells: as above"),
    "blank_below": Text(
        "像是每组只写第一行。如果是，请打开：",
        "It looks as if only the first row of a group is filled. If so:",
    ),
    "resembles": Text("是“{label}”吗？", "Is it “{label}”?"),
    "unknown": Text("没有认出的值", "Values not recognised"),
    "unknown_of": Text("{heading}：{n} 格", "{heading}: {n} cell{s}"),
    "unknown_hint": Text(
        "每个值只列一次。写明它是什么，所有相同的行随之改正；不写的留空，不影响导入。",
        "Each value once. Say what it stands for and every such row follows; what you leave stays "
        "empty and stops nothing.",
    ),
    "unknown_more": Text(
        "只列出最多的 {n} 种，其余见“未采用的行和单元格”。",
        "The {n} most frequent are listed; the others are in “Rows and cells not taken”.",
    ),
    "rows": Text("{n} 行", "{n} row{s}"),
    "stands_for": Text("“{text}”是", "“{text}” is"),
    "given": Text("已改正", "corrected"),
    "what_is": Text("写明它是什么", "What it is"),
    "accept": Text("“{text}”是{name}", "“{text}” is {name}"),
    "conflicts_title": Text("代码相同、名称不同：{n} 行", "Same code, another name: {n} row{s}"),
    "conflicts_hint": Text(
        "统一社会信用代码与前面的行相同，企业名称却不同。请选择怎么办：",
        "These rows have the code of an earlier row and another name. Choose what becomes of them:",
    ),
    "questions_title": Text("请核对的值：{n} 个", "Values to look at: {n}"),
    "questions_hint": Text(
        "这些值不合常理，但照原样导入；如有错，请在文件中改正后重新选择。",
        "These values contradict sense or others, and are imported as they stand. If one is wrong, "
        "correct it in the file and choose the file again.",
    ),
    "listed": Text("逐行查看", "Row by row"),
    "listed_first": Text("前 {n} 行", "The first {n}"),
    "of_row": Text("行", "Row"),
    "of_column": Text("列", "Column"),
    "of_value": Text("值", "Value"),
    "why": Text("原因", "Why"),
    "offer": Text(
        "这些列名以前导入过（{file}，{day}）。要沿用当时的改正吗？",
        "A file with these headings was imported before ({file}, {day}). Correct this one in the "
        "same way?",
    ),
    "offer_take": Text("沿用当时的改正", "Use those corrections"),
    "start_n": Text("导入 {n} 家企业", "Import {n} enterprise{s}"),
    "other": Text("换一个文件", "Another file"),
    "files": Text("下载与沿用", "Files"),
    "rejects": Text("未采用的行和单元格（CSV）", "Rows and cells not taken (CSV)"),
    "questions_file": Text("请核对的值（CSV）", "Values to look at (CSV)"),
    "mapping": Text("我的改正（TOML）", "My corrections (TOML)"),
    "mapping_hint": Text(
        "改正存成文件，可用于同样格式的其他名单，也可交给同事。",
        "Your corrections as a file: for other lists of this form, or for a colleague.",
    ),
    "mapping_take": Text("使用已存的改正…", "Use saved corrections…"),
}
