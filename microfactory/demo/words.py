"""What the papers of 柳河 say of its orders: material, specification, requirements, a note."""

WORDS = {
    "strings": {
        "material": ("珠包", "45 粒/包", "包", 20000, 2),
        "specification": "18 厘米，粉白",
        "requirements": "一条一个袋，扣子扣紧，断线的挑出来",
        "note": "高经理月底对账，先打电话",
    },
    "beads": {"specification": "4 毫米", "requirements": "按色分盒，缺角的不串"},
    "lids": {"specification": "120 个/箱", "requirements": "垫圈放平，盖子拧到底"},
    "combs": {
        "material": ("梳子", "大号", "套", 6000, 1),
        "specification": "大号，蓝",
        "requirements": "先擦净再装盒，说明书放最上面",
    },
}
