"""Signs that sound alike (tones apart), of those public reports use: what a typing method offers in their place."""

from __future__ import annotations

from functools import cache

_GROUPS = """
工公功供攻共贡恭宫巩 交较教胶校叫缴郊焦 实时施识石食十使始示式事市室势试适师失湿
机积基绩级极急及即集记计技季既际继济迹激 检监建件间减简健渐坚兼鉴荐 设社涉摄 收手首受守授售寿 证政正整征争蒸
障掌账涨 资自字紫滋 支知直职值指至致制治质志智置纸址执只止 管馆官观关 理里力利立例历励礼离李 量良两粮凉梁亮
成程城称承诚呈乘 标表 预于与余育遇域语雨玉誉渔 目木幕墓募牧母亩 费非飞废肥 务物误悟无吴五武舞
服福复负附付副富府辅符幅扶 位为未维围委卫微慰尾伟 满漫慢 意义议益易艺医依已以一宜移疑亿译 完晚万 效校笑小晓消销
果过国 产铲 出初除处储楚 投头 入如 经竟警境景净敬精径竞 生升声省盛胜圣 态太 会汇惠慧回灰 期其起气器企启汽弃七齐
限线现显县险先献 率律绿 达大打 到道导倒岛稻 项向象像相想箱香乡响 好号 安按案岸 全权泉圈 面免 区去取趋
员元原源园圆院远援愿缘 人任认仁 民名明 村存 镇阵振震 街接节结洁杰界解阶借届介 局据聚举具剧巨距居 站展占战 所锁
保报宝堡饱 护户互沪湖 养样 老劳 残参餐惨 贫平评屏凭瓶 补部步布不 助住注主驻柱 贴铁 发法乏 放房防方访仿 学雪血
书数树输属熟 培陪赔配 训迅讯 研言严沿验演延盐颜 究就旧救久 农弄 业也叶夜 水税 林临邻淋 草操 地的第 田天添 土图
灌管 渠取 路录陆露鹿 桥侨 检捡 修秀休 缮善 环还 垃拉 污无 染然 清情青请轻倾 化话划画花华 察查茶差 网往忘旺 络落
信心新欣 息系习西吸惜席喜 系细 统通同童铜 台抬 备被贝倍 采彩菜 购构够 招找 审甚深身伸申神 合和何核河荷盒
签千迁前钱铅 拨播波 转专砖 调条跳 加家佳假价架 分份粉纷 行型形性兴姓星 进近金今仅紧尽劲 度渡 月约越 隐引饮印影应
患换 稳文温闻问 排牌 责则择泽 考靠 题提体替 措错 原因音 强墙 低底抵 高告搞 规归贵轨 范泛犯饭 督都独读 组族祖足
领令另龄灵零 动懂 广光 宣选 传船川 活或火货获 群裙 众重种终钟 盖概该改 持迟池 续须需虚许序叙 增赠 长场常厂
降将奖讲 固故顾古股骨 优由有友又右油游 完善 共享
"""
_APART = frozenset(
    {"记计", "定订", "他它", "做作", "象像", "账帐", "至止", "有由", "副付", "与于", "分份", "在再", "监检"}
)
"""Pairs that both stand rightly in the same place."""


@cache
def _by_sign() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _GROUPS.split():
        for sign in group:
            found.setdefault(sign, set()).update(set(group) - {sign})
    return {sign: frozenset(others) for sign, others in found.items()}


def has_sound(sign: str) -> bool:
    """Whether other signs are known that sound like one."""
    return sign in _by_sign()


def sounds_like(one: str, other: str) -> bool:
    """Whether two signs sound alike, and are not two of which both may be meant (记 and 计)."""
    return other in _by_sign().get(one, ()) and one + other not in _APART and other + one not in _APART
