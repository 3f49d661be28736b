"""The runs of a paragraph to spans; what is no text is kept, or told of."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from casebook.intake.word.names import Element, below, is_on, qname, value, words_of
from casebook.intake.word.notes import NOWHERE, Note
from casebook.intake.word.package import Relation
from casebook.intake.word.pictures import Pictures, description
from casebook.intake.word.spans import Span, escaped
from casebook.intake.word.styles import Style, Styles
from casebook.text.characters import hidden_characters

_LINKS: Final = frozenset(("http", "https", "mailto"))
# What stands in Wingdings where a form has its boxes.
_SYMBOLS: Final = {
    "F0A8": "□", "F06F": "□", "F0A3": "□", "F0FE": "☑", "F052": "☑", "F0FD": "☒", "F0FC": "√",
}  # fmt: skip
# A box of an old form shows nothing that could be read.
_BOX, _TICKED = "□", "☑"
_AS_TEXT: Final = {
    qname("w:tab"): " ",
    qname("w:cr"): "\n",
    qname("w:noBreakHyphen"): "-",
}
_TOLD: Final = {
    qname("w:del"): "deleted",
    qname("w:moveFrom"): "deleted",
    qname("w:ins"): "inserted",
    qname("w:moveTo"): "inserted",
    qname("m:oMath"): "formula",
    qname("m:oMathPara"): "formula",
}
_PROMPTS: Final = ("单击", "点击", "选择一项", "Click ", "Choose ")
_GRAPHICS: Final = frozenset(map(qname, ("w:drawing", "w:pict", "w:object")))
_NO_TEXT: Final = frozenset(
    map(qname, ("w:rPr", "w:pPr", "w:sdtPr", "w:rt", "w:instrText", "w:delText", "w:delInstrText"))
)


class Reference(NamedTuple):
    """A reference to a note: in which part it stands, its id, and the paragraph that refers."""

    kind: str
    note_id: str
    at: int


@dataclass(slots=True)
class Reading:
    """Reads the paragraphs of one document; boxes and footnotes that it meets wait in it.

    `is_dark` where the style of the paragraph hides its text; `codes` are the fields that are open,
    and whether what stands there is still the code of one.
    """

    relations: dict[str, Relation]
    pictures: Pictures
    styles: Styles
    notes: dict[Note, None] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    footnotes: list[Reference] = field(default_factory=list)
    at: int = 0
    is_dark: bool = False
    codes: list[bool] = field(default_factory=list)

    def paragraph(self, element: Element, at: int, style: Style) -> list[Span]:
        """The spans of a paragraph; a code of a field that was left open ends with the last one."""
        self.at, self.is_dark, self.codes = at, style.hidden, []
        return list(self.spans(element))

    def spans(self, element: Element, look: Span | None = None) -> Iterator[Span]:
        """The spans below an element, each with the letters that it has beside `look`'s link."""
        look = look or Span("")
        for child in element:
            tag = child.tag
            if tag in _NO_TEXT or not isinstance(tag, str):
                continue
            if kind := _TOLD.get(tag):
                self.tell(kind, words_of(child))
            if kind in {"deleted", "formula"}:
                if kind == "formula":
                    yield Span(words_of(child, deleted=False))
            elif tag == qname("w:r"):
                yield from self._run(child, look)
            elif tag == qname("w:hyperlink"):
                yield from self.spans(child, Span("", link=self._link(child)))
            elif tag == qname("mc:AlternateContent"):
                yield from self.spans(_first_way(child), look)
            elif not is_placeholder(child):
                yield from self.spans(child, look)

    def tell(self, kind: str, told: str = "") -> None:
        """A note about the paragraph that is being read; one of a kind with the same words."""
        self.notes[Note(kind, self.at, " ".join(told.split()))] = None

    def _run(self, run: Element, look: Span) -> Iterator[Span]:
        letters = run.find(qname("w:rPr"))
        if self._is_hidden(letters):
            self._hide(run)
            return
        bold, struck = bool(is_on(letters, "w:b")), bool(is_on(letters, "w:strike"))
        yield from self._pieces(run, Span("", bold, struck, look.link))

    def _pieces(self, parent: Element, look: Span) -> Iterator[Span]:
        """What a run holds, all of it with the same letters."""
        for child in parent:
            if self._is_code(child):
                self._hide(child)
            elif text := self._text(child):
                yield replace(look, text=text)
            elif child.tag in _GRAPHICS:
                yield from self._graphic(child)
            elif child.tag == qname("mc:AlternateContent"):
                yield from self._pieces(_first_way(child), look)
            elif child.tag in {qname("w:footnoteReference"), qname("w:endnoteReference")}:
                yield self._footnote(child)
            elif child.tag == qname("w:ruby"):
                for base in child.findall(qname("w:rubyBase")):
                    yield from self.spans(base, look)

    def _is_hidden(self, letters: Element) -> bool:
        """Whether letters are not shown, be it by a style."""
        told = is_on(letters, "w:vanish")
        style = self.styles[value(letters, "w:rStyle")]
        return style.hidden or self.is_dark if told is None else told

    def _hide(self, element: Element) -> None:
        if words := words_of(element):
            self.tell("hidden", words)

    def _is_code(self, element: Element) -> bool:
        """Whether what a run holds is the code of a field, of which Word shows the result alone."""
        is_code = any(self.codes)
        if element.tag == qname("w:fldChar"):
            kind = element.get(qname("w:fldCharType"))
            if kind == "begin":
                # A box of an old form has a code without any text, and may never end.
                self.codes.append(element.find(qname("w:ffData")) is None)
            elif self.codes and kind == "separate":
                self.codes[-1] = False
            elif self.codes and kind == "end":
                self.codes.pop()
        return is_code

    def _text(self, element: Element) -> str:
        if element.tag == qname("w:t"):
            return self._seen((element.text or "").replace("\u00a0", " ").replace("\n", " "))
        if element.tag == qname("w:br"):
            return "" if element.get(qname("w:type")) in {"page", "column"} else "\n"
        if element.tag == qname("w:sym"):
            symbol = _SYMBOLS.get(element.get(qname("w:char"), "").upper(), "")
            if not symbol:
                self.tell("symbol", element.get(qname("w:font"), ""))
            return symbol
        if (box := element.find(qname("w:ffData") + "/" + qname("w:checkBox"))) is not None:
            return _TICKED if is_on(box, "w:checked") or is_on(box, "w:default") else _BOX
        return _AS_TEXT.get(element.tag, "")

    def _seen(self, text: str) -> str:
        """A text without what nobody can see; what stands for a lost character stays."""
        for hidden in hidden_characters(text):
            if hidden.kind != "private":
                self.notes[Note("invisible", NOWHERE)] = None
                text = text.replace(hidden.character, "")
        return text

    def _graphic(self, element: Element) -> Iterator[Span]:
        boxes = [box for box in below(element, "w:txbxContent") if _is_outermost(box, element)]
        for words in filter(None, map(words_of, boxes)):
            self.tell("textbox", words)
        self.boxes += boxes
        told = next((one.get("descr", "") for one in below(element, "wp:docPr")), "")
        blips = [one for one in below(element, "a:blip", "v:imagedata") if not _in_box(one)]
        for blip in blips:
            yield from self._picture(blip, description(told))
        if element.tag == qname("w:object"):
            self.tell("embedded")
        elif not boxes and not blips:
            self.tell("drawing", words_of(element))

    def _picture(self, blip: Element, told: str) -> Iterator[Span]:
        ids = (blip.get(qname(one)) for one in ("r:embed", "r:link", "r:id"))
        relation = next((self.relations.get(one) for one in ids if one), None)
        name, why = self.pictures.take(relation)
        if why:
            self.tell(f"picture_{why}", told)
        else:
            yield Span("", markup=f"![{escaped(told)}]({name})")

    def _link(self, element: Element) -> str:
        """Where a link leads on the web; nothing for one within the document."""
        relation = self.relations.get(element.get(qname("r:id"), ""))
        if relation is None or not relation.outside:
            return ""
        target = relation.target.strip()
        try:
            is_open = urlsplit(target).scheme.lower() in _LINKS
        except ValueError:
            is_open = False
        if not is_open or any(one in target for one in "<>\\\n "):
            self.tell("link", target)
            return ""
        return target

    def _footnote(self, element: Element) -> Span:
        kind = "footnotes" if element.tag == qname("w:footnoteReference") else "endnotes"
        self.footnotes.append(Reference(kind, element.get(qname("w:id"), ""), self.at))
        return Span("", markup=f"[^{len(self.footnotes)}]")


def is_placeholder(element: Element) -> bool:
    """Whether a control shows only the words by which Word asks for some."""
    is_empty = is_on(element, "w:sdtPr/w:showingPlcHdr")
    return bool(is_empty) and words_of(element).lstrip().startswith(_PROMPTS)


def _first_way(element: Element) -> Element:
    """Of two ways to say the same, the first."""
    return element[0] if len(element) else ()


def is_bold(element: Element) -> bool | None:
    """Whether the letters of a run are bold; None where nothing is said of it."""
    return is_on(element.find(qname("w:rPr")), "w:b")


def _is_outermost(box: Element, top: Element) -> bool:
    """Whether no other box stands around one; and of two ways to say the same, it is the first."""
    for one in box.iterancestors():
        if one is top:
            return True
        if one.tag in {qname("w:txbxContent"), qname("mc:Fallback")}:
            return False
    return True


def _in_box(picture: Element) -> bool:
    """Whether a picture stands in a box within the drawing, which is read by itself."""
    for one in picture.iterancestors():
        if one.tag in {qname("w:txbxContent"), qname("mc:Fallback")}:
            return True
        if one.tag in _GRAPHICS:
            return False
    return False
