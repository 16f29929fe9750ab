"""Pairs of signs and words that reports use, and signs that clerks take for one another: what shows a slip of the pen.

The pairs, the words and the sounds stand in words.txt; tests/papers/count_pairs.py counts them anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TAKEN_FOR = """
临监 产铲 享亨 人入 付附 以已 份分 优忧 估沽 住驻 佣拥 供洪 侯候 修休 倍培 候侯 债绩 偏编 偏遍 做作 健建 克刻
入人 全金 其期 再在 农衣 决缺 准淮 减咸 减碱 分份 到道 制治 刻克 副幅 助肋 募幕 区巨 区驱 医依 千干 协胁 即既
历厉 厉历 原源 厦夏 县具 及急 反返 发友 受爱 和合 善膳 器哭 园圆 圆园 土士 在再 圾极 坐座 坑抗 块决 坚艰 坝项
坡玻 型形 城域 域城 培倍 培赔 培陪 塔搭 墁漫 境镜 墓幕 士土 备各 复夏 复覆 姑估 学字 定订 宣宜 密秘 密蜜 察查
寻询 尊遵 履屡 巡寻 巡循 市布 师帅 帜炽 帜织 带戴 幅副 幅辐 幕慕 干千 废费 度渡 座坐 延廷 建健 形型 彩采 彻切
彻撤 径经 循巡 忧扰 快块 急及 患惠 情清 情请 惠患 感惑 感敢 愧馈 慕募 慢漫 成城 戴载 扩旷 扩矿 扰抚 扶抚 投没
抗坑 折拆 抚扰 护沪 拆折 拉垃 招召 招找 招沼 拢扰 拥佣 拨拔 择译 挖控 捡检 控空 推堆 措借 措惜 提题 搭塔 摘擿
摘滴 摸模 效校 料科 施拖 既即 旷矿 晴睛 期其 末沫 机几 村材 板版 极级 构购 析折 析拆 析柝 林杯 果课 查察 柱注
标票 标镖 校较 核刻 核该 栽载 档挡 桥轿 检捡 检险 模摸 残贱 民名 气汽 水永 污圬 汽气 治冶 治制 沽估 沾站 沿沼
注住 注驻 泽择 洁结 浇饶 涨胀 渠梁 溃馈 源原 滞带 滴摘 滴适 漏露 漫慢 炕坑 炭碳 炼练 烧浇 燥躁 版板 率律 环坏
环怀 生牲 畜蓄 疗疔 的地 盐监 监临 监蓝 督睹 督都 睦陆 矿旷 确雀 碳炭 科料 秘密 秩序 秩轶 积渍 稳隐 站占 竞竟
竟竞 筹愁 签鉴 算蒜 管官 篮蓝 粘站 精情 纠纪 级极 纪纠 纪记 纳呐 练炼 组祖 组阻 织职 织识 经径 结洁 绕饶 统通
绩债 绩渍 绩积 绩迹 绪续 续绪 续读 维惟 编偏 缮膳 缺决 缺却 置值 署暑 老考 职识 育盲 育肓 臧藏 至致 致至 艰坚
范犯 蓄畜 蓝篮 街衔 裁栽 装妆 覆复 计记 订定 讨纠 训讯 训驯 讯迅 记纪 记计 设没 识帜 诉拆 译择 译释 询寻 读续
象像 责贵 账帐 账张 货贷 质置 贫贪 购构 贯惯 贴粘 贵责 贷货 费废 赎续 赛塞 路跌 蹲遵 载栽 较校 辅铺 辆两 辐幅
辨办 辨辩 迅讯 返反 适造 逐遂 造适 遂逐 道到 遗遣 遣遗 遵尊 部陪 酬筹 酬酌 采彩 释译 钠纳 铺辅 镇填 镇真 附付
附咐 陆陪 院完 险验 陪倍 陷陌 随隋 隐稳 隔融 障璋 障章 露漏 项顶 题提 馈溃 驻住 验险 鬼魂 魂瑰
巷港 港巷 术木 木术 理里 查杳 施旋 品口 品晶 今令 令今 金全 目日 日目 已己 未末 入八 天夫 夫天 力刀 千于 干于 于干
"""
_APART = frozenset(
    {"记计", "定订", "他它", "做作", "象像", "账帐", "至止", "有由", "副付", "与于", "分份", "在再", "监检"}
)
"""Pairs that both stand rightly in the same place."""
TAKEN_FOR: dict[str, str] = {}
"""Each sign that is typed by mistake, with the signs like it that it may stand for."""
for _pair in _TAKEN_FOR.split():
    TAKEN_FOR[_pair[1]] = TAKEN_FOR.get(_pair[1], "") + _pair[0]

_NEAR = 4096
"""So many bytes are searched for a line at once."""

Groups = dict[str, str]


@cache
def _sections() -> list[bytes]:
    """Pairs in reports, further pairs within words, words of two signs in reports; groups of signs of one sound, other
    readings of signs, signs and their like; words of two signs that are in no report.
    """
    return Path(__file__).with_name("words.txt").read_bytes().replace(b"\r", b"").split(b"\n\n")


@cache
def _groups(section: int) -> Groups:
    """The lines of a section by their first signs. A text asks for hundreds: that is quicker than to look each up."""
    return {line[0]: line[1:] for line in _sections()[section].decode().split("\n") if line}


@cache
def _behind(section: int, sign: str) -> str:
    """The line of a first sign: of the other sections a text asks for few."""
    return looked_up(_sections()[section], sign)


def looked_up(lines: bytes, sign: str) -> str:
    """What stands behind a sign at the beginning of a line; "" where no line begins with it.

    The lines, in UTF-8, stand in the order of their first signs: few of them are ever asked for, and there are
    thousands.
    """
    if not sign:
        return ""
    wanted = b"\n" + sign.encode()
    low, high = 0, len(lines)
    while high - low > _NEAR and (middle := lines.rfind(b"\n", low + 1, (low + high) // 2)) > 0:
        low, high = (low, middle) if lines[middle : middle + len(wanted)] > wanted else (middle, high)
    at = 0 if lines.startswith(wanted[1:]) else lines.find(wanted, low, high) + 1
    if not lines.startswith(wanted[1:], at):
        return ""
    end = lines.find(b"\n", at)
    return lines[at + len(wanted) - 1 : end if end >= 0 else None].decode()


def told_behind() -> Groups:
    """Each sign with those that reports have right behind it."""
    return _groups(0)


@cache
def usual_behind(sign: str) -> str:
    """The signs known to follow one, in reports or within a word."""
    return told_behind().get(sign, "") + _behind(1, sign) + _behind(6, sign)


def is_usual(pair: str) -> bool:
    """Whether two signs are known to follow each other, in reports or within a word."""
    return pair[1] in usual_behind(pair[0])


def is_told(pair: str) -> bool:
    """Whether reports have two signs one behind the other."""
    return pair[1] in told_behind().get(pair[0], "")


def words_behind(sign: str) -> str:
    """The signs that make a word several reports use with one before them."""
    return _groups(2).get(sign, "")


def is_word(pair: str) -> bool:
    """Whether two signs are a word that several reports use; fewer, at an end, are none."""
    return len(pair) > 1 and pair[1] in _groups(2).get(pair[0], "")


def is_listed(pair: str) -> bool:
    """Whether two signs are a word by a dictionary, though no report has them; fewer are none."""
    return len(pair) > 1 and pair[1] in _behind(6, pair[0])


def is_known(pair: str) -> bool:
    """Whether two signs are a word, by reports or by a dictionary; fewer are none."""
    return is_word(pair) or is_listed(pair)


@cache
def of_usual_sound(sign: str) -> str:
    """All signs with the usual sound of one."""
    lines, wanted = _sections()[3], sign.encode()
    at = lines.find(wanted) if sign else -1
    return lines[lines.rfind(b"\n", 0, at) + 1 :].partition(b"\n")[0].decode() if at >= 0 else ""


@cache
def sounding_like(sign: str) -> str:
    """The signs that sound like one, tones apart, by any of its readings; it may be among them."""
    return "".join(map(of_usual_sound, sign + _behind(4, sign)))


def looking_like(sign: str) -> str:
    """The signs that look like one."""
    return TAKEN_FOR.get(sign, "") + _behind(5, sign)


def sounds_like(one: str, other: str) -> bool:
    """Whether two signs sound alike, and are not two of which both may be meant (记 and 计)."""
    alike = other in sounding_like(one) or one in sounding_like(other)
    return alike and not may_both_be_meant(one, other)


def may_both_be_meant(one: str, other: str) -> bool:
    """Whether two signs that are alike both stand rightly in the same place: 记 and 计."""
    return one + other in _APART or other + one in _APART
