"""What the page says."""

from data_layer.vocabulary.text import Text

WORDS = {
    "choose": Text("选择文件", "Choose a file"),
    "drop": Text("把企业名单拖到这里，或", "Drop a list of enterprises here, or"),
    "kinds": Text(
        "CSV、Excel（XLSX、XLS、ODS）、Parquet、JSON；不超过 {mb} MB。文件只留在这台服务器上。",
        "CSV, Excel (XLSX, XLS, ODS), Parquet, JSON; at most {mb} MB. The file stays on this "
        "server.",
    ),
    "what": Text("文件里是", "The file holds"),
    "bad": Text("还不能导入：", "Not ready to import: "),
    "enterprises": Text("企业名单（每行一家）", "enterprises (one a row)"),
    "patents": Text("专利清单（每行一件）", "patents (one a row)"),
    "figures": Text("省份×年份的指标", "figures by province and year"),
    "first": Text("选择文件", "Choose a file"),
    "second": Text("核对", "Check"),
    "third": Text("导入", "Import"),
    "other": Text("换一个文件", "Another file"),
    "waiting": Text(
        "另一个导入正在进行。轮到这个文件时自动开始…",
        "Another import is running. This one starts by itself when it has ended…",
    ),
    "reading": Text("正在导入：已读 {n} 行，共 {all} 行…", "Importing: row {n} of {all}…"),
    "storing": Text(
        "{n} 行已读完，正在合并、检查和保存…", "{n} row{s} read; merging, checking, storing…"
    ),
    "meanwhile": Text(
        "可以离开这个页面，导入会继续；看板照常使用原来的数据。",
        "You may leave this page, the import goes on; all pages use the data from before.",
    ),
    "recheck": Text("回到核对", "Back to the check"),
    "large": Text(
        "这个文件超过 {mb} MB，不能导入。", "This file is larger than {mb} MB and cannot be taken."
    ),
    "reading_short": Text("正在导入…", "Importing…"),
    "cancel": Text("取消", "Cancel"),
    "cancelled": Text("已取消，数据没有变化。", "Cancelled; nothing changed."),
    "failed": Text("没有导入。", "Not imported."),
    "imported": Text(
        "已导入 {n} 家企业。看板仍在使用原来的数据。",
        "{n} enterprise{s} imported. The pages still use the data from before.",
    ),
    "in_use": Text("看板正在使用这份数据。", "The pages use these data."),
    "use": Text("开始使用这份数据", "Use these data"),
    "back": Text("回到原来的数据（{source}）", "Back to the data before ({source})"),
    "entered": Text("新进入", "entered"),
    "left": Text("不再有", "left"),
    "changed_tier": Text("梯度变化", "changed tier"),
    "kept": Text("两份都有", "in both"),
    "changes": Text("与正在使用的数据相比", "Compared with the data in use"),
    "changes_used": Text("与原来的数据相比", "Compared with the data from before"),
    "to_map": Text("看地图", "To the map"),
    "to_list": Text("看企业", "To the enterprises"),
    "demonstration": Text("生成的演示企业库", "Generated demonstration registry"),
    "province": Text("省份", "Province"),
    "before": Text("原来", "before"),
    "after": Text("现在", "after"),
    "nowhere": Text("（未知）", "(unknown)"),
    "versions": Text("已有的数据", "Data that are here"),
    "versions_hint": Text(
        "每次导入成为一份，原来的不变；随时可以换回。",
        "Every import is kept beside the others; go back at any time.",
    ),
    "current": Text("正在使用", "in use"),
    "pinned": Text("已固定", "pinned"),
    "pin": Text("固定（不可删除）", "Pin (cannot be removed)"),
    "name": Text("名称", "Name"),
    "description": Text("说明", "Description"),
    "save": Text("保存", "Save"),
    "details": Text("详情", "Details"),
    "version_questions": Text("请核对的值（CSV）", "Values to look at (CSV)"),
    "edit": Text("名称、说明与详情", "Name, description, details"),
    "remove": Text("删除", "Remove"),
    "remove_sure": Text("删除“{name}”？不能恢复。", "Remove “{name}”? It cannot be undone."),
    "switch": Text("使用", "Use"),
    "count": Text("{n} 家企业", "{n} enterprise{s}"),
    "columns_used": Text("采用的列：", "Columns used: "),
    "set_aside_n": Text(
        "读取 {read} 行，采用 {accepted}，搁置 {aside}（合并 {merged}）；{cells} 格未认出",
        "rows read: {read}; taken: {accepted}; set aside: {aside} (of these merged: {merged}); "
        "cells not recognised: {cells}",
    ),
    "version_rejects": Text("未采用的行和单元格（CSV）", "Rows and cells not taken (CSV)"),
    "gone": Text("这个文件已不在；请重新选择。", "The file is no longer here; choose it again."),
    "done": Text("完成", "Done"),
    "looking": Text("正在查看文件…", "Looking at the file…"),
    "sending": Text("正在上传", "Uploading"),
    "lost": Text("没有连上服务器，请再试一次。", "The server did not answer; try again."),
}
