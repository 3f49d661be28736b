"""Names of fields as authors write them: mistyped, or in the Chinese of the form."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from casebook.text.suggestion import nearest, one_slip

# What the form and the offices call a field; of several, the first that the table has.
SPOKEN: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "标题": ("title",),
        "题目": ("title",),
        "案例名称": ("title",),
        "案例标题": ("title",),
        "名称": ("name", "title"),
        "副题": ("subtitle",),
        "副标题": ("subtitle",),
        "日期": ("date",),
        "成文日期": ("date",),
        "单位": ("unit",),
        "申报单位": ("unit",),
        "报送单位": ("unit",),
        "计量单位": ("unit",),
        "品牌": ("brand",),
        "类型": ("kind", "type"),
        "申报类型": ("kind",),
        "专题": ("themes",),
        "主题": ("themes",),
        "适用场景": ("scenes",),
        "场景": ("scenes",),
        "征集": ("call",),
        "作者": ("authors",),
        "撰写人员": ("authors",),
        "撰稿人": ("authors",),
        "摘要": ("summary",),
        "内容摘要": ("summary",),
        "做法卡": ("method",),
        "难处": ("problem",),
        "步骤": ("steps",),
        "条件": ("conditions",),
        "花费": ("cost",),
        "教训": ("lessons",),
        "起止时间": ("period",),
        "开始日期": ("start", "opens"),
        "结束日期": ("end",),
        "截止日期": ("closes", "end"),
        "受益对象": ("beneficiaries",),
        "前后对比": ("metrics",),
        "前值": ("before",),
        "后值": ("after",),
        "数据来源": ("source",),
        "来源": ("source",),
        "推广应用": ("adoptions",),
        "所获肯定": ("recognition",),
        "党建项目": ("project",),
        "对应指标": ("indicators",),
        "相关案例": ("related",),
        "附件": ("attachments",),
        "文件名": ("file",),
        "申报声明": ("declarations",),
        "状态": ("state",),
        "入库批次": ("batch",),
        "批次": ("batch",),
        "入库日期": ("admitted",),
        "首次公开日期": ("published",),
        "公示": ("notice",),
        "公示起止": ("notice",),
        "读者范围": ("audience",),
        "保密审查": ("clearance",),
        "审查单位": ("by",),
        "公开范围": ("scope",),
        "撤下说明": ("withdrawal",),
        "原因": ("reason",),
        "勘误": ("errata",),
        "曾用编号": ("former_ids",),
        "联系人": ("contacts",),
        "姓名": ("name",),
        "电话": ("phone",),
        "联系电话": ("phone",),
        "邮箱": ("email",),
        "审核意见": ("remarks",),
        "评分": ("scores",),
        "得分": ("points",),
        "说明": ("note",),
    }
)
# What decides who may read a case is written by a person, not by a guess.
_DECIDES_WHO_READS: Final = frozenset(
    ("audience", "state", "clearance", "scope", "withdrawal", "mode", "call")
)


def meant_key(name: str, known: Collection[str]) -> str | None:
    """The field of a table that an unknown key was most likely meant to be.

    >>> meant_key("titel", ["title", "date"]), meant_key("标题", ["title", "date"])
    ('title', 'title')
    """
    spoken = _spoken(known)
    if word := nearest(name, spoken):
        return spoken[word]
    return nearest(name, known)


def sure_key(name: str, known: Collection[str]) -> str | None:
    """The field that a key was meant to be beyond doubt, so that it may be renamed unseen.

    >>> sure_key("sumary", ["summary", "audience"]), sure_key("audeince", ["summary", "audience"])
    ('summary', None)
    """
    meant = _spoken(known).get(name) or one_slip(name, known)
    return None if meant in _DECIDES_WHO_READS else meant


def _spoken(known: Collection[str]) -> dict[str, str]:
    """The Chinese names of the fields of one table."""
    chosen = {word: [name for name in names if name in known] for word, names in SPOKEN.items()}
    return {word: names[0] for word, names in chosen.items() if names}
