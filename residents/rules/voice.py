"""What is recorded of a dialect: words of numbers and days, fixed words of the resident's pages, names of work.

A word is its own key (see microfactory.kernel.speech). Everything in `GROUPS` must be recorded before a set of clips
is used; names of products and unusual units may be missing: then they are left out of the sentence.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from microfactory.kernel.speech import days, numbers
from microfactory.kernel.speech.sentences import LONGEST_NAME, Name

# Home
HANDED_IN, NOTHING_YET, ABOUT = "交的活", "还没有交活", "大约"
PAID_THEN, AT_THE_EARLIEST, WHEN_THEY_PAID = "发", "最早", "等企业付了钱"
COUNTING, WAITING, GOT, EARLIER = "等点数", "等发钱", "已到手", "以前的活"
IN_HAND, LOTS, WORK, NOTHING_IN_HAND = "手上还有", "批", "活", "手上没有活"
LEFT, HAND_IN, LATE, DAYS, NO_HURRY = "还剩", "交", "晚了", "天", "不急"
FAILED, NEW_CARD, ANSWERED, STILL = "银行没转成", "请带新的银行卡到工坊", "您提的事有答复了", "还有"
OF_IT_TAX, INTO_HANDS = "里面交税", "到您手上"
CHANGED, NOT_YOURS, TELL = "有人换了您的卡或密码", "不是您要的", "请告诉社区"
# Both
SENT_OUT, RECEIVED, PLEASE_PRESS = "发的", "收到了吗", "请按一下告诉我们"
# Slip
FEE, HELD, ASK = "的加工费", "先没发", "请问社工"
ON_ITS_WAY, TO_CARD, ENDING_IN, IN_CASH, TAX = "已交给银行", "转到银行卡", "尾号", "领的现金", "代扣个税"
SAID, SAID_RECEIVED, SAID_NOT, SAID_WRONG = "您说过", "收到了没错", "还没收到", "数目不对"
WRITTEN, MEANT, NOT_SENT = "登记台替您记的", "本来", "还没发出去"


@dataclass(frozen=True)
class Group:
    """Words that are recorded one after the other."""

    label: str
    words: tuple[str, ...]


SENTENCE_WORDS = (
    HANDED_IN, NOTHING_YET, ABOUT, PAID_THEN, AT_THE_EARLIEST, WHEN_THEY_PAID, COUNTING, WAITING, GOT, EARLIER,
    IN_HAND, WORK, NOTHING_IN_HAND, LEFT, HAND_IN, LATE, DAYS, NO_HURRY, SENT_OUT, RECEIVED, PLEASE_PRESS, FEE, HELD,
    CHANGED, NOT_YOURS, TELL, ASK, ON_ITS_WAY, TO_CARD, ENDING_IN, IN_CASH, TAX, SAID, SAID_RECEIVED, SAID_NOT,
    SAID_WRONG, WRITTEN, FAILED, NEW_CARD, ANSWERED, STILL, MEANT, NOT_SENT, OF_IT_TAX,
    INTO_HANDS,
)  # fmt: skip
GROUPS = (
    Group(_("Numbers and money"), numbers.CLIPS),
    Group(_("Days and months"), days.CLIPS),
    Group(_("Measure words"), numbers.MEASURE_WORDS),
    Group(_("Words of the pages"), SENTENCE_WORDS),
)
REQUIRED = tuple(dict.fromkeys(word for group in GROUPS for word in group.words))
_IN_LIST = frozenset(REQUIRED)


# Words that alone could be read in two ways, or sound odd: said as in these.
EXAMPLES = {word: f"两{word}" for word in numbers.MEASURE_WORDS} | {
    numbers.YUAN: "五块", numbers.JIAO: "五毛", numbers.FEN: "五分", numbers.WAN: "三万", numbers.MINUS: "负五块",
    days.DAY: "五号", days.YEAR: "二零二六年", PAID_THEN: "五号发", SENT_OUT: "五号发的", FEE: "五号的加工费",
    HAND_IN: "周五交", LATE: "晚了三天", DAYS: "晚了三天", WORK: "两批活", LEFT: "还剩两盒", ENDING_IN: "尾号五三二一",
}  # fmt: skip


def is_word(text: str) -> bool:
    """Whether a clip may have this text: a word of the list, or a name as sentences write it."""
    return text in _IN_LIST or (0 < len(text) <= LONGEST_NAME and Name(text) == text)
