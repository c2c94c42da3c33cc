"""What stays visible of personal numbers and names (the last four of an identity number)."""

# Double surnames keep both characters when a name is masked for the public board.
_DOUBLE_SURNAMES = tuple("欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 司徒 万俟".split())


def mask_identity(last_four: str) -> str:
    """An identity number of which only the last four are known: `**************0023`. Nothing for nothing."""
    return f"{'*' * 14}{last_four}" if last_four else ""


def mask_account(last_four: str) -> str:
    """An account number of which only the last four are known: `**** 3321`. Nothing for nothing."""
    return f"**** {last_four}" if last_four else ""


def mask_phone(phone: str) -> str:
    """A mobile number with its middle hidden: `138****0001`."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)


def mask_name(name: str) -> str:
    """A name as a public notice may show it: the surname and one star."""
    return f"{name[:2] if name.startswith(_DOUBLE_SURNAMES) else name[:1]}*"
