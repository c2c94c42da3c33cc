"""Words that ask a worker for money or papers.

Whoever hires may not hold back papers, nor ask for a deposit or any other money (Labour Contract Law, article 9). The
words below are those of the notices that swindle people; a clause that says the opposite, or that the employer pays,
is fine.
"""

import re

_ASKED = re.compile(
    r"押金|保证金|风险金|抵押|担保金|诚意金|定金|(?:服装|工装|工服|培训|报名|中介|介绍|手续|建档|入职|资料|体检|办证|上岗证|保险)费"
    r"|扣押?(?:身份证|证件)|押(?:身份证|证件)"
)
_DENIED = re.compile(r"[不免无没]|报销|退回|(?:公司|单位|企业|雇主|店里|厂里)(?:承担|出|负担|付)")
_GIVEN_BACK = re.compile(r"离职.{0,4}退|期满.{0,4}退")
_CLAUSES = re.compile(r"[，。；;,.！!？?\n]+")


def asked_of_worker(*texts: str) -> str:
    """The first words that ask the worker for money or papers, an empty string where nothing does.

    A hint for a person to look at, no verdict: a cashier may well handle the customers' deposits.
    """
    for clause in _CLAUSES.split("\n".join(texts)):
        found = _ASKED.search(clause)
        if found and (_GIVEN_BACK.search(clause) or not _DENIED.search(clause)):
            return found.group()
    return ""
