"""Three disputes: one that waits for its answer, one that is answered, one that she settled herself."""

import datetime as dt

from microfactory.demo.days import at
from workshops.payouts.enums import SlipState
from workshops.payouts.models import Dispute, PayLine
from workshops.payouts.operations.dispute_answers import answer_dispute
from workshops.payouts.operations.disputes import open_dispute, settle_dispute
from workshops.payouts.operations.vouching import by_witnesses
from workshops.payouts.queries.disputable import unpaid_entries

ARRIVED = (SlipState.PAID, SlipState.CONFIRMED)


def disputes(story, *, waits: str, answered: str, settled: str) -> None:
    """By the names of the residents. Whoever answers is the second social worker, who logged none of it."""
    town, today = story.town, story.today
    days_ago = {days: max(today - dt.timedelta(days=days), story.this.first) for days in (1, 2, 3, 5)}
    _waits(story, waits, days_ago[2])
    second = town.staff["shegong2"]
    asked = _about_a_line(story, answered, days_ago[3], "我记得那天交的比这多一盒。")
    if asked:
        _answer(
            asked,
            second,
            at(days_ago[1], 15),
            "查了那天的日报表和入库单，数对得上；多的一盒是第二天交的，记在第二天。",
        )
    done = _about_a_line(story, settled, days_ago[5], "单价是不是算低了？", at_the_counter=True)
    if done:
        found = "那天还是老单价，新单价从下个月一号开始。领料单上写的也是老单价。"
        _answer(done, second, at(days_ago[3], 10), found)
        resident = _fresh(story, settled)
        settle_dispute(dispute=done, text="明白了。", actor=resident.user, now=at(today, 8, 20))


def _waits(story, name: str, day: dt.date) -> None:
    """About work that isn't paid yet."""
    resident = _fresh(story, name)
    moment = at(day, 18)
    work = [entry for entry in unpaid_entries(resident) if entry.logged_at < moment]
    if work:
        open_dispute(
            resident=resident, entry=work[0], text="这天我数的是多一盒，请再点一遍。", actor=resident.user, now=moment
        )


def _about_a_line(story, name: str, day: dt.date, text: str, *, at_the_counter: bool = False) -> Dispute | None:
    """About the largest line of her last pay; at the counter before two witnesses, since she had no card yet."""
    resident, moment = _fresh(story, name), at(day, 18, 30)
    lines = PayLine.objects.filter(slip__resident=resident, live=True, slip__state__in=ARRIVED)
    line = lines.filter(entry__logged_at__lt=moment).order_by("-slip__run__pay_date", "-amount", "pk").first()
    if line is None:
        return None
    how = {"actor": resident.user}
    if at_the_counter:
        clerk = story.town.staff["gongzuo"]
        who = {"community": story.town.community, "colleague": story.town.staff["fuhe"], "name": "柳大娘"}
        how = {
            "actor": clerk,
            "vouch": by_witnesses(**who, why="眼睛不好，卡还没办", now=moment),
        }
    return open_dispute(resident=resident, line=line, text=text, now=moment, **how)


def _answer(dispute: Dispute, by, now: dt.datetime, text: str) -> None:
    answer_dispute(dispute=dispute, right=True, text=text, actor=by, now=now)


def _fresh(story, name: str):
    resident = story.person(name)
    resident.refresh_from_db()
    return resident
