"""What the gallery shows: invented words and amounts for every component."""

import datetime as dt
from decimal import Decimal

import segno
from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from microfactory.kernel.fields import DayField
from microfactory.kernel.speech import numbers
from microfactory.kernel.speech.sentences import say
from residents.forms.base import Drawn


class SampleForm(Drawn, forms.Form):
    """A form in which everything is wrong or empty, to see the errors."""

    form_method = "get"

    company = forms.CharField(
        label="企业名称", help_text="写全称，和合同上一样。", widget=forms.TextInput(attrs={"class": "form-control"})
    )
    signed_on = DayField(label="签订日期")
    policy = forms.ChoiceField(
        label="企业退货怎么算",
        choices=[("guaranteed", "做好就有钱"), ("traced", "谁做的谁返工")],
        widget=forms.RadioSelect,
    )
    workshop = forms.ChoiceField(label="工坊", choices=[("1", "巧手坊"), ("2", "二楼")])
    deposit_paid = forms.BooleanField(label="押金已交")


def samples() -> dict:
    """The context of every gallery page."""
    return {
        "form": SampleForm({"company": "", "policy": "guaranteed"}),
        "by_hand": SampleForm({"hand-company": ""}, prefix="hand"),
        "code": mark_safe(segno.make("https://weigongchang.example/c/").svg_inline(border=0)),
        "community": {"name": "柳河社区"},
        "person": {"name": "柳小巧", "details": ["8号楼2单元", "1968年生", "居家", "手上有 2 批活"], "badge": "组长"},
        "namesake": {"name": "王小桂", "details": ["12号楼4单元", "1981年生"]},
        "states": [("正常", "ok"), ("等您复核", "wait"), ("迟 2 天", "bad"), ("居家", "brand"), ("组长记的", "")],
        "sentences": [
            ("发好了：12 条，给柳小巧。", "success"),
            ("这一天已经有人记过。", "warning"),
            ("赵青梅手上只剩 6 盒宠物梳，记不了 9 盒。多出的 3 盒是别人的吗？", "error"),
            ("空着就是没做。", ""),
        ],
        "readback": format_html("{}：宠物梳 <b>{} 盒</b>，<b>{}</b>", "刘明月", 5, "42 块 5"),
        "money": Decimal("560.27"),
        "owed": Decimal("-8"),
        "sentence": say("十一月", "交的活", "，", "大约", numbers.amount(Decimal("560.27")), "。"),
        "voice": None,
        "months": [(f"{month}月", Decimal(yuan), yuan) for month, yuan in zip(range(6, 12), MONTHS, strict=True)],
        "flow": FLOW,
        "stations": STATIONS,
        "balances": [("来料 900", "在库 242 + 净发出 658", True, ""), ("送货 480", "收 472 + 退 6", False, "差 2 盒")],
        "facts": [("企业", "乐宠用品有限公司"), ("押金", "¥2,000.00"), ("地址", "柳河路 8 号 3 号楼 2 单元 1106 室")],
        "steps": [
            {"label": "制表", "state": "done", "note": "周敏 11月13日"},
            {"label": "复核", "state": "now", "note": "等李文"},
            {"label": "送银行", "state": "next"},
        ],
        "needs": [
            {"count": 3, "label": "等复核的发放批次", "url": "#", "tone": "wait"},
            {"count": 2, "label": "超过 24 小时没回的异议", "url": "#", "tone": "bad"},
            {"count": 0, "label": "没补卡号的居民", "url": "#", "tone": "ok"},
        ],
        "empty": {
            "title": "还没有加工单",
            "text": "企业拿来的活记在这里：什么活、多少、什么价。",
            "step": "开第一张加工单",
        },
        "copies": ["第一联 存根", "第二联 领料人"],
        "paper_facts": [("订单", "JG20261102-0001"), ("领料人", "柳小巧")],
        "signers": ["领料人", "发料人", "审核"],
        "day": dt.date(2026, 11, 21),
    }


MONTHS = ("420", "510", "388", "602", "560", "486")
FLOW = [
    {"label": "企业应付", "amount": Decimal("41280")},
    {"label": "已到居委会账户", "amount": Decimal("41280")},
    {"label": "这批应发 68 人", "amount": Decimal("33412.60"), "current": True, "money": True},
    {"label": "实发", "amount": Decimal("33369.40")},
    {"label": "订单结余", "amount": Decimal("7867.40"), "note": "运费、损耗、基金"},
]
STATIONS = [
    {"label": label, "number": number, "note": note, "act": act, "current": act == "去登记", "money": act == "记到账"}
    for label, number, note, act in (
        ("来料", "900", "在库 242", "收料"),
        ("发给居民", "658", "发 660 退 2，21 人手上 118", "发料"),
        ("交活", "534", "料废 4 · 工废 2 · 返工中 8", "去登记"),
        ("送货", "480", "还能送 54", "开送货单"),
        ("企业验收", "472", "退 6 · 少 2", "记验收"),
        ("钱", "¥4,720.00", "居民已发 ¥3,840.00", "记到账"),
    )
]
