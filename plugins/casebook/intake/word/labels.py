"""Which field a row of a form fills, by the name that stands before it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from casebook.findings import Catalogue
from casebook.model.registers import Call
from casebook.text.ordinals import ordinal_of
from casebook.text.suggestion import nearest

BODY: Final = "body"
SECTION: Final = "section."
_HEADS: Final = "form_group_"
_LONGEST: Final = 20
# Guiding words of a form; what stands in these brackets was never written by whoever fills it in.
GUIDE = re.compile(r"〔[^〔〕]*〕")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_OPINION = re.compile(r"\s*\S{1,14}意\s*见[：:]?\s*")
_SPACE = re.compile(r"[\s*＊:：]+")

# The rows of our own forms by field, and what the forms of offices call them besides.
ROWS: Final[Mapping[str, tuple[str, ...]]] = {
    "call": ("征集名称", "征集活动"),
    "title": ("标题", "题目", "案例标题", "案例题目", "项目名称"),
    "subtitle": ("副标题",),
    "unit": ("单位", "单位名称", "报送单位", "填报单位", "申报单位名称", "案例单位"),
    "branch": ("支部名称", "申报支部", "所在支部", "党支部名称"),
    "party_body": ("党组织名称",),
    "brand": ("品牌名称", "党建品牌"),
    "kind": ("类型", "类别", "申报类别", "案例类型", "案例类别"),
    "themes": ("主题", "所属专题", "案例专题", "案例主题"),
    "scenes": ("场景",),
    "date": ("日期", "填报日期", "申报日期", "填表日期", "撰写日期"),
    "authors": ("作者", "撰稿人", "执笔人", "撰写人", "撰稿"),
    "summary": ("案例摘要", "案例简介", "内容摘要", "内容提要"),
    "period.start": ("起始日期", "起始时间", "开始时间"),
    "period.end": ("结束时间", "完成时间"),
    "beneficiaries": ("受益人群",),
    "method.problem": (),
    "method.steps": (),
    "method.conditions": (),
    "method.cost": (),
    "method.lessons": (),
    "method.ask": (),
    "effect_note": (),
    "declarations.truthful": (),
    "declarations.original": (),
    "declarations.awarded_before": (),
    "declarations.portraits": (),
    "declarations.ai": (),
    "contacts.name": ("联系人",),
    "contacts.phone": ("电话", "手机", "手机号码", "手机号", "联系方式", "办公电话", "联系人电话"),
    "contacts.email": ("邮箱", "电子邮箱", "电子邮件", "邮箱地址"),
    "recommendation.by": (),
    "recommendation.date": (),
    "recommendation.opinion": ("推荐单位意见", "单位推荐意见", "单位意见", "申报单位意见"),
    "remarks": ("备注", "审批意见", "初审意见", "评审意见", "主管部门意见", "党委意见"),
    BODY: ("案例正文", "案例内容", "主要内容"),
}
METRICS: Final[Mapping[str, tuple[str, ...]]] = {
    "metrics.name": ("指标名称",),
    "metrics.before": ("实施前", "原来"),
    "metrics.after": ("实施后", "现在"),
    "metrics.unit": ("单位",),
    "metrics.date": ("时间", "日期"),
    "metrics.source": ("来源",),
}


class Labels:
    """The fields by the names of their rows; the sections of calls count as rows as well."""

    def __init__(self, catalogue: Catalogue, calls: Iterable[Call]) -> None:
        self._rows = {**_sections(calls), **_by_name(catalogue, ROWS)}
        self._metrics = _by_name(catalogue, METRICS)
        heads = (text for key, text in catalogue.phrases.items() if key.startswith(_HEADS))
        self._heads = frozenset(map(plain_label, heads))

    def field(self, text: str) -> str:
        """The field that a row fills; nothing where the name is unknown."""
        # Whatever an office is called, what it thinks of a case is for the editors.
        return _found(text, self._rows) or ("remarks" if _OPINION.fullmatch(text) else "")

    def column(self, text: str) -> str:
        """The part of a metric that a column holds; nothing where the name is unknown."""
        return _found(text, self._metrics)

    def is_head(self, text: str) -> bool:
        """Whether a row of our own forms says nothing but which rows follow."""
        return plain_label(text) in self._heads

    def meant(self, text: str) -> str:
        """The known name nearest to an unknown one."""
        return nearest(plain_label(text), self._rows) or ""


def plain_label(text: str) -> str:
    """The name of a row without spaces, asides, ordinals and marks.

    >>> plain_label("2. 标　题（限 30 字）："), plain_label("案例名称〔不超过 30 字〕")
    ('标题', '案例名称')
    """
    name = _SPACE.sub("", _ASIDE.sub("", GUIDE.sub("", text)))
    ordinal = ordinal_of(name)
    return name[len(ordinal.written) :] if ordinal else name


def _found(text: str, names: Mapping[str, str]) -> str:
    name = plain_label(text)
    return names.get(name, "") if len(name) <= _LONGEST else ""


def _by_name(catalogue: Catalogue, rows: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        plain_label(name): field
        for field, others in rows.items()
        for name in (catalogue.label(field), *others)
    }


def _sections(calls: Iterable[Call]) -> dict[str, str]:
    return {
        name: f"{SECTION}{name}"
        for call in calls
        for asked in call.sections
        for name in _names(asked.name, asked.also)
    }


def _names(name: str, also: tuple[str, ...]) -> Iterator[str]:
    yield name
    yield from also
