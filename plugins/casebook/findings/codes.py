"""Every code and how much it weighs; the words stand in the catalogue of messages."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Severity(StrEnum):
    """What a finding asks of the author."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

CODES: Final[Mapping[str, Severity]] = MappingProxyType(
    {
        # CB0xx the reader: bytes, fences, YAML, files
        "CB001": _E,  # no front matter
        "CB002": _E,  # front matter not closed
        "CB003": _E,  # full-width colon after a key
        "CB004": _E,  # tab as indentation
        "CB005": _E,  # key written twice
        "CB006": _E,  # anchor
        "CB007": _E,  # alias
        "CB008": _E,  # tag
        "CB009": _E,  # other YAML error
        "CB010": _W,  # byte order mark
        "CB011": _H,  # line ends of Windows
        "CB012": _E,  # NUL or another control character
        "CB013": _E,  # GB18030 instead of UTF-8
        "CB014": _E,  # neither UTF-8 nor GB18030
        "CB015": _E,  # too large
        "CB016": _E,  # nested too deep
        "CB017": _E,  # front matter is no mapping
        "CB018": _E,  # symbolic link
        "CB019": _E,  # submodule
        "CB020": _E,  # path out of the folder
        "CB021": _E,  # names that clash where case does not count
        "CB022": _E,  # name that Windows cannot hold
        "CB023": _E,  # file cannot be read
        "CB024": _E,  # character that cannot be seen
        "CB025": _E,  # folder without a submission, or not named by an id
        "CB026": _E,  # field below the front matter
        "CB027": _W,  # text cut short by a number sign
        # CB1xx fields
        "CB101": _E,  # required field missing
        "CB102": _W,  # unknown field
        "CB103": _E,  # wrong shape
        "CB104": _E,  # not a date
        "CB105": _E,  # not a number
        "CB106": _E,  # not one of the words allowed
        "CB107": _E,  # not an id
        "CB108": _W,  # too long
        "CB109": _E,  # not an address
        "CB110": _E,  # too many items
        "CB111": _E,  # id of a register given twice
        "CB112": _W,  # acceptance of a code that does not exist
        "CB113": _W,  # acceptance of an error
        "CB114": _W,  # acceptance without a reason
        "CB115": _W,  # acceptance without an end
        "CB116": _W,  # acceptance that has ended
        "CB117": _W,  # acceptance of what is not found any more
        # CB2xx body
        "CB201": _E,  # raw HTML
        "CB202": _E,  # link that would run code or leave the allowed schemes
        "CB203": _E,  # image not in the folder
        "CB204": _W,  # image without a description
        "CB205": _E,  # file that is not what its name says
        "CB206": _E,  # image too large
        "CB207": _W,  # link to an unknown place
        "CB208": _E,  # empty body
        "CB209": _E,  # body past a limit
        "CB210": _W,  # image on another host
        "CB211": _H,  # heading of level 1 in the body
        "CB212": _W,  # file linked but not declared
        "CB213": _W,  # anchor that is not there
        "CB214": _E,  # guiding text of the form left in
        "CB215": _E,  # internal file in a body that more may read
        "CB216": _E,  # internal value in the case's own text
        "CB217": _W,  # section missing that the call asks for
        "CB218": _H,  # sections in another order
        "CB219": _W,  # section without text
        "CB220": _W,  # text too short or too long for the call
        "CB221": _W,  # summary too short or too long for the call
        "CB222": _W,  # title too long for the call
        "CB223": _W,  # too few or too many images
        "CB224": _W,  # image with too few pixels
        "CB225": _H,  # caption too long
        "CB226": _W,  # no effect shown
        "CB227": _W,  # no method card
        "CB228": _E,  # submission that names no call
        "CB229": _W,  # paragraph behind spaces
        "CB230": _E,  # resident id in an open text
        "CB231": _W,  # number of a mobile phone in an open text
        "CB232": _W,  # number of a bank card in an open text
        "CB233": _E,  # mark of a state secret
        "CB234": _W,  # mark of internal material in an open text
        # CB3xx relations
        "CB301": _E,  # unknown record of a register
        "CB302": _E,  # attachment not in the folder
        "CB303": _E,  # number given twice
        "CB304": _E,  # unit above itself
        "CB305": _W,  # link to a case that its readers cannot see
        "CB306": _E,  # tree with too many levels
        "CB307": _H,  # related case that does not name this one
        "CB309": _W,  # related to itself, or named twice
        "CB320": _E,  # weights of a rubric that are no hundred
        "CB321": _E,  # grade with more cases than places
        "CB322": _W,  # award to a case that is not admitted
        "CB323": _E,  # part of a standard with another number of items
        "CB324": _E,  # honour without one holder
        "CB325": _H,  # honour that has lapsed
        "CB326": _W,  # target and library disagree
        "CB327": _W,  # given twice
        "CB328": _W,  # former name of a unit that another bears today
        "CB329": _W,  # entry of a batch without the title that the batch was drawn from
        # CB33x what a page leads to
        "CB330": _H,  # former number that cannot be part of an address
        "CB331": _W,  # mention of something unknown
        "CB332": _W,  # mention of something that its readers cannot see
        "CB333": _W,  # former number or id whose address another page has
        "CB334": _E,  # address for corrections with a slot that nothing fills
        "CB335": _W,  # case that supersedes itself
        # CB36x columns
        "CB360": _W,  # issue of a column given twice
        "CB361": _W,  # article that tells a case which its readers cannot see
        "CB362": _W,  # article that tells a case which was taken down
        "CB363": _E,  # column whose name cannot be an address
        "CB364": _E,  # article without a column
        # CB4xx state
        "CB401": _E,  # admitted without batch or date
        "CB402": _E,  # public without secrecy review
        "CB403": _E,  # withdrawn without its particulars
        "CB404": _W,  # batch or date of admission before its time
        "CB405": _E,  # sample record on a production site
        "CB406": _W,  # date in the future
        "CB407": _W,  # dates out of order
        "CB408": _W,  # state that cannot be so
        "CB409": _W,  # notice of too few working days
        "CB410": _W,  # written outside of the call
        "CB420": _E,  # article published without a day
        "CB421": _E,  # article published without a right to its text
        "CB422": _E,  # article public without secrecy review
        "CB423": _W,  # article archived before its day
        # CB5xx leaks
        "CB501": _E,  # internal material in a public output
        # CB6xx language
        "CB601": _W,  # level of headings skipped
        "CB602": _W,  # ordinal out of sequence
        "CB603": _H,  # ordinal of another depth
        "CB604": _W,  # heading without words
        "CB605": _H,  # bold paragraph that is a heading
        "CB606": _W,  # half-width mark in Chinese
        "CB607": _W,  # marks repeated or mixed
        "CB608": _H,  # space between Chinese characters
        "CB609": _H,  # ellipsis of full stops
        "CB610": _H,  # dash of hyphens
        "CB611": _H,  # straight quotation marks
        "CB612": _W,  # mark without its other half
        "CB613": _H,  # ordinal with another mark
        "CB614": _H,  # title marks in title marks
        "CB615": _H,  # full-width digits
        "CB616": _W,  # Chinese and other digits mixed
        "CB617": _H,  # hyphen in a range
        "CB618": _H,  # date with points or strokes
        "CB619": _H,  # approximation said twice
        "CB620": _H,  # comma in an approximation
        "CB621": _W,  # expression to correct
        "CB622": _H,  # expression to consider
        "CB623": _E,  # expressions that contradict one another
        # CB7xx changes
        "CB701": _E,  # case with another id, or in another folder
        "CB702": _E,  # case deleted
        "CB703": _E,  # move of the state that is not allowed
        "CB704": _W,  # other files in a change of cases
        "CB705": _W,  # published text changed without an erratum
        "CB706": _W,  # id that was used before
        "CB707": _H,  # case that becomes public
        "CB708": _W,  # entry of the review taken back
        # CB8xx format of the library
        "CB801": _E,  # format newer than the program
        "CB802": _E,  # format older than the program
        "CB803": _E,  # place that `casebook migrate` cannot change
        # CB9xx the printed compilation
        "CB901": _E,  # volume that selects nothing
        "CB902": _E,  # case of a volume that is not admitted
        "CB903": _E,  # case of a volume that its readers may not know
        "CB904": _E,  # internal material for the public
        "CB905": _W,  # cases that stand in no part
        "CB906": _W,  # internal material without its particulars
        "CB907": _W,  # paper of a thickness that no paper has
        "CB910": _E,  # character that no font holds
        "CB911": _W,  # table too wide for the page
        "CB912": _W,  # picture too small for print
        "CB913": _E,  # text that the press could not set
        "CB914": _W,  # column of which a volume selects no article
        "CB915": _E,  # issue of a volume that no article has
        "CB916": _E,  # issue of a volume that its readers may not know
        "CB917": _W,  # articles that stand in no part
        "CB918": _E,  # volume that the press could not set, without a word on which text
        "CB920": _W,  # picture too coarse for a print shop
        "CB921": _W,  # spine without the thickness of the paper
        "CB922": _W,  # card of a frozen edition that cannot be read
        "CB923": _W,  # method card too full for a page
        "CB945": _E,  # volume whose name cannot be an address
        "CB946": _E,  # words of a volume that tell what its readers may not know
    }
)
