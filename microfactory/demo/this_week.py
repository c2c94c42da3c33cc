"""The last days of 柳河: work at home, an order at every station, a leader's entries, jobs."""

import datetime as dt
from decimal import Decimal

from jobs.models import Employer
from jobs.operations.postings import close_posting, draft_posting, fill_posting, publish_posting
from microfactory.demo import work
from microfactory.demo.days import at
from workshops.operations.deliveries import draft_delivery
from workshops.operations.entries import log_entry
from workshops.operations.inspection import send_back_entry
from workshops.operations.issues import issue_work


def this_week(story) -> None:
    """Everything that is under way today."""
    _at_home(story)
    _leaders_entries(story)
    _stations(story)
    _jobs(story)


def _issue(story, name: str, operation, quantity: int, *, due_in: int | None, back: int = 4):
    day = max(story.today - dt.timedelta(days=back), story.this.first)
    due_on = max(story.today + dt.timedelta(days=due_in), day) if due_in is not None else None
    return issue_work(
        resident=story.person(name),
        operation=operation,
        quantity=quantity,
        due_on=due_on,
        place="home",
        issued_on=day,
        actor=story.town.social_worker,
        now=at(day, 9),
    )


def _log(story, issue, actor: str, hour: int, **quantities):
    return log_entry(issue=issue, **quantities, actor=story.town.staff[actor], now=at(story.today, hour))


def _at_home(story) -> None:
    strings, combs, lids = (story.works[key] for key in ("strings", "combs", "lids"))
    for name, operation, quantity, due_in in (
        ("孙小荷", strings, 24, -2),
        ("周广田", combs, 6, 0),
        ("赵青梅", combs, 15, 3),
        ("刘明月", combs, 20, 5),
        ("柳小巧", strings, 60, 2),
        ("柳小巧", lids, 3, None),
        ("王小桂", strings, 40, 6),
    ):
        issue = _issue(story, name, operation, quantity, due_in=due_in)
        if name in ("赵青梅", "刘明月") or (name, operation) == ("柳小巧", strings):
            _log(story, issue, "shegong", 8, good=quantity * 3 // 5)


def _leaders_entries(story) -> None:
    strings = story.works["strings"]
    for name, good in (("陈小燕", 18), ("李新禾", 22)):
        _log(story, _issue(story, name, strings, 30, due_in=4), "zuzhang", 8, good=good)
    back = _log(story, _issue(story, "马建设", strings, 20, due_in=4), "zuzhang", 8, good=19)
    send_back_entry(entry=back, reason="有三条扣子没扣上", actor=story.town.social_worker, now=at(story.today, 9))


def _stations(story) -> None:
    """Six small orders, each a station further than the one before."""
    town, agreement, today = story.town, story.agreements["lechong"], story.today
    begun = max(today - dt.timedelta(days=6), story.this.first)
    due_on = today + dt.timedelta(days=14)

    def order(product: str, **more):
        terms = ("装袋", "袋", "3.2", "2.6", 200, "18")
        return work.take_order(town, agreement, begun, product, terms, due_on=due_on, **more)

    order("宠物毛巾", material=("毛巾", "30×30 厘米", "条", 200, 1))
    _issue(story, "何秀珍", order("宠物牵引绳", material=("绳", "1.2 米", "根", 200, 2)), 40, due_in=7)
    _log(story, _issue(story, "何秀珍", order("宠物铃铛"), 40, due_in=7), "shegong", 10, good=25, rework=3)
    bowls, mats, toys = order("宠物食盆"), order("宠物垫"), order("宠物玩具")
    for operation in (bowls, mats, toys):
        _log(story, _issue(story, "马建设", operation, 30, due_in=7), "shegong", 10, good=30)
    draft_delivery(
        workshop=town.workshop, client=agreement.client, lines=[(bowls, 30)], actor=town.social_worker,
        now=at(today, 11),
    )  # fmt: skip
    work.deliver(town, [mats], today)
    work.accept(town, work.deliver(town, [toys], today), today, worker=1)


def _jobs(story) -> None:
    """A posting in each state."""
    town, who = story.town, {"actor": story.town.staff["gongzuo"], "now": at(story.today, 10)}
    employer = Employer.objects.create(
        community=town.community, name="安康养老服务中心", contact="丁主任", phone="19900000301", address="柳河路12号"
    )
    for title, kind, low, state in (
        ("养老护理员", "full_time", 3200, "published"),
        ("社区保洁（公益性岗位）", "public_benefit", 2380, "published"),
        ("食堂帮厨", "part_time", 1600, "filled"),
        ("搬运零工", "gig", 150, "closed"),
        ("居家缝补", "home_based", 800, "draft"),
    ):
        posting = draft_posting(
            employer=employer,
            title=title,
            kind=kind,
            place="柳河路12号",
            hours="8:00–17:00，周日休息",
            openings=2,
            apply_by=story.today + dt.timedelta(days=21),
            pay_low=Decimal(low),
            pay_unit="day" if kind == "gig" else "month",
            source="employer",
            phone="19900000301",
            **who,
        )
        if state != "draft":
            publish_posting(posting=posting, **who)
        if state == "filled":
            fill_posting(posting=posting, **who)
        if state == "closed":
            close_posting(posting=posting, reason="活干完了", **who)
