"""The columns that a roster, an order list and a piece log may have, and the words that offices use for them.

A header word matches by `words` exactly (blanks, punctuation and units in brackets aside), the best word first, then
by a stem inside it.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from workshops.enums import ImportKind

ROSTER, ORDERS, PIECES = ImportKind.ROSTER, ImportKind.ORDERS, ImportKind.PIECES


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its label for people, the words it goes by, and whether no row can be read without it."""

    label: Any
    words: tuple[str, ...]
    stems: tuple[str, ...] = ()
    required: bool = False


def _field(label, words: str, stems: str = "", *, required: bool = False) -> Field:
    return Field(label, tuple(words.split()), tuple(stems.split()), required)


_SERIAL = _field(_("serial number"), "序号 编号 序 no 号 行号 项次 行次 顺序号")
REASON = "未导入原因"  # the first column of the spreadsheet to correct: known, and left aside when it comes back
_REASON = _field(_("why it wasn't stored"), REASON)
_NOTE = _field(_("note"), "备注 说明 附注 其他")
_NAME_WORDS = (
    "姓名 居民姓名 名字 参与居民 居民 人员 人员姓名 工友 工友姓名 参与人 参与者 加工人 员工姓名 制作人 领料人 "
    "交件人 交活人 name 工人 制作者 加工者 交件者 领活人 成员 做活人"
)

FIELDS: dict[str, dict[str, Field]] = {
    ROSTER: {
        "serial": _SERIAL,
        "name": _field(_("resident's name"), _NAME_WORDS, "姓名", required=True),
        "sex": _field(_("sex"), "性别 男女 sex"),
        "identity": _field(
            _("identity number"),
            "身份证号 身份证 身份证号码 居民身份证 居民身份证号 居民身份证号码 公民身份号码 公民身份证号 "
            "公民身份证号码 证件号 证件号码 证号 身份号码 身份证件号 身份证件号码 有效证件号 id idcard "
            "身份证明号码 身份证编号 居民身份证编号 身份号 证件编号",
            "身份证 身份号",
        ),
        "born": _field(_("date of birth"), "出生日期 出生年月 出生年月日 生日 出生 出生年月日期"),
        "phone": _field(
            _("telephone"),
            "联系电话 手机 手机号 手机号码 电话 电话号码 联系方式 联系手机 移动电话 本人电话 联系号码 tel "
            "phone 联系人电话 本人手机 联系手机号 手机电话",
            "手机 联系电话 联系方式",
        ),
        "house": _field(
            _("house"),
            "家庭住址 住址 地址 门牌 门牌号 楼号 房号 家庭地址 现住址 居住地址 居住地 楼栋门牌 楼栋 住所 "
            "详细地址 楼门号 楼门 房间号 房屋 户址 居住地点 家庭门牌",
            "住址 门牌",
        ),
        "hardship": _field(
            _("kinds of hardship"),
            "困难类别 困难类型 困难情况 人员类别 人员类型 类别 困难原因 身份类别 保障类别 帮扶类别 家庭类型 "
            "救助类别 困难种类 困境类别 救助类型 特殊情况 家庭情况 人员属性 身份类型",
            "困难类 困难情况",
        ),
        "certificate": _field(
            _("disability certificate"),
            "残疾证号 残疾证 残疾证号码 残疾人证 残疾人证号 残疾人证号码 残疾证编号 残疾人证编号 残疾证编码 "
            "残疾人证编码 残疾证件号",
            "残疾证 残疾人证",
        ),
        "bank": _field(
            _("bank"),
            "开户行 银行 开户银行 开户行名称 开户银行名称 银行名称 所属银行 开户网点 发卡行 支行 收款银行 开户机构",
            "开户行 开户银行",
        ),
        "account": _field(
            _("account number"),
            "银行卡号 卡号 账号 帐号 银行账号 银行帐号 收款账号 收款帐号 银行卡 账户 帐户 工资卡号 存折号 "
            "存折账号 一卡通账号 一卡通号 社保卡号 银行卡账号 银行账户 收款卡号 收款账户 银行账号卡号 "
            "本人卡号 打款账号",
            "银行卡",
        ),
        "note": _NOTE,
        "reason": _REASON,
    },
    ORDERS: {
        "serial": _SERIAL,
        "client": _field(
            _("company"),
            "委托企业 企业 企业名称 委托单位 客户 客户名称 公司 公司名称 单位名称 合作企业 来料方 发包方 甲方 "
            "厂家 厂商 委托方 来料单位 来料企业 合作单位 委托方名称 来料厂家 供货企业 委托厂家 委托公司 "
            "合作厂家 合作公司 企业单位",
            "企业名称 公司名称 客户名称",
            required=True,
        ),
        "credit_code": _field(
            _("company code"),
            "统一社会信用代码 信用代码 社会信用代码 税号 企业代码 纳税人识别号 统一信用代码 营业执照号 "
            "统一代码 企业信用代码 统一社会信用码",
            "信用代码 纳税人识别",
        ),
        "product": _field(
            _("product"),
            "产品 产品名称 品名 加工产品 加工品 货品 货品名称 品种 项目 加工项目 产品品名 物品 商品 商品名称 "
            "加工名称 物品名称 货物 货物名称",
            "产品名",
            required=True,
        ),
        "operation": _field(
            _("work step"),
            "工序 工序名称 加工工序 工种 工艺 加工内容 作业内容 工作内容 步骤 加工步骤 工作 活计",
            "工序",
        ),
        "unit": _field(_("unit"), "单位 计量单位 计件单位"),
        "client_price": _field(
            _("company's price"),
            "企业单价 客户单价 公司单价 企业价 客户价 加工费单价 对外单价 合同单价 结算单价 收入单价 委托单价 "
            "厂家单价 甲方单价 来料单价 企业工价 外加工单价 企业结算价 委托价 甲方价 公司价 厂价 收费单价 "
            "来料加工单价 企业加工单价 对方单价 企业付价",
            "企业单价 客户单价",
        ),
        "rate": _field(
            _("residents' rate"),
            "居民工价 工价 居民单价 计件单价 计件工价 工费单价 单件工价 支付单价 发放单价 居民加工单价 手工费 "
            "居民价 单价 工费 给居民单价 居民加工费 发放工价 手工单价 计件价 居民价格 每件工钱 工钱 "
            "居民计件单价 居民手工费 付居民单价",
            "居民工价 居民单价 计件单价",
            required=True,
        ),
        "starts_on": _field(
            _("rate valid from"),
            "工价起始日 起始日期 起始日 开始日期 生效日期 生效日 执行日期 执行日 起效日期 启用日期 起算日 "
            "单价起始日 起执行日 日期 起算日期 开始执行 起始时间 开始日 适用日期 启用日 价格生效日 "
            "工价起始日期 工价生效日 单价生效日 执行时间 开始时间",
            "起始日 生效日 执行日",
        ),
        "minutes": _field(
            _("minutes per piece"),
            "参考工时 工时 标准工时 单件工时 用时 耗时 单件用时 参考用时 每件用时 每件分钟 每件工时 单件时间 "
            "标准用时 预计用时 参考时间 分钟 单件分钟",
            "工时",
        ),
        "planned": _field(
            _("planned pieces"),
            "计划数量 计划 订单数量 数量 总数量 合同数量 计划数 订单数 委托数量 来料数量 加工数量 计划件数 "
            "总数 订单总量 计划量 订货数量 计划产量 预计数量 总量 订单件数",
            "计划数 订单数",
        ),
        "note": _NOTE,
        "reason": _REASON,
    },
    PIECES: {
        "serial": _SERIAL,
        "day": _field(
            _("date"),
            "日期 加工日期 交活日期 交件日期 登记日期 完成日期 时间 工作日期 交货日期 日 收件日期 制作日期 "
            "date 登记时间 交件时间 交活时间 加工时间 完工日期 上交日期 收货日期 收活日期 做活日期 交来日期",
            "日期",
            required=True,
        ),
        "name": _field(_("resident's name"), _NAME_WORDS, "姓名", required=True),
        "last_four": _field(
            _("last four of the identity number"),
            "证号后四位 身份证后四位 后四位 身份证号后四位 证件后四位 身份证尾号 尾号 证件号后四位 证件尾号 "
            "尾号后四位 身份证后4位 证号后4位 后4位 身份证号后4位 身份证末四位 末四位 证件末四位 身份证尾数 "
            "证号末四位 身份证后四码",
            "后四位 后4位 尾号",
        ),
        "identity": _field(
            _("identity number"),
            "身份证号 身份证 身份证号码 证件号 证件号码 公民身份号码 居民身份证号 居民身份证号码 证号",
        ),
        "product": _field(
            _("product"),
            "产品 产品名称 品名 加工产品 加工品 货品 货品名称 品种 项目 加工项目 物品 商品 商品名称 加工名称 "
            "物品名称 货物 货物名称 产品品名",
            "产品名",
            required=True,
        ),
        "operation": _field(
            _("work step"),
            "工序 工序名称 加工工序 工种 工艺 加工内容 作业内容 工作内容 步骤 加工步骤 工作 活计",
            "工序",
        ),
        "unit": _field(_("unit"), "单位 计量单位 计件单位"),
        "good": _field(
            _("good pieces"),
            "合格数 合格 合格数量 合格件数 良品 良品数 良品数量 合格品 合格品数 正品 正品数 验收数 验收数量 "
            "计件数 计件数量 实交数 实交 收件数 计数 个数 实收数 良品件数 合格产品数 做好数 好的 合格个数 "
            "成品数 完成数 完成数量 完成件数 交件数 交活数 件数 数量 产量",
            required=True,
        ),
        "rework": _field(_("to be reworked"), "返工 返工数 返工数量 返修 返修数 需返工 返修数量 重做 待返工 返工件数"),
        "worker_fault": _field(
            _("worker's fault"),
            "工废 工废数 工废数量 人为报废 加工报废 做坏 做坏数 报废 报废数 报废数量 废品 次品 自损 自废 人废 "
            "做废 工损 操作报废 人为损坏 损坏 工废件数",
        ),
        "material_fault": _field(
            _("material's fault"),
            "料废 料废数 料废数量 来料不良 材料坏 料坏 来料报废 材料不良 来料坏 来料废 料损 材料报废 材料废 "
            "来料问题 料坏数 料废件数",
        ),
        "rate": _field(
            _("rate"),
            "单价 工价 计件单价 计件工价 居民工价 居民单价 单件工价 工费单价 加工单价 加工费单价 每件单价 "
            "单件价 单个价 件价 计酬单价 每件工钱",
            "计件单价 居民单价",
        ),
        "amount": _field(
            _("amount"),
            "金额 应发 应发金额 加工费 小计 合计 工钱 工费 应得金额 应付金额 金额小计 总价 总金额 计件金额 "
            "工资 收入 应得 计酬 报酬 酬劳 工钱合计 小计金额 加工费金额 应得工钱",
        ),
        "note": _NOTE,
        "reason": _REASON,
    },
}

# Fields that stand once over several rows where an office merges cells downwards.
MERGED_FIELDS = {
    ROSTER: (),
    ORDERS: ("client", "credit_code", "product", "operation", "unit"),
    PIECES: ("day", "name", "last_four", "identity", "product", "operation", "unit"),
}
