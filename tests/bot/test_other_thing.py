"""A figure near in words that is of another thing than was asked is no answer."""

import pytest
from questions import ask
from sentences import passage

from report_bot.bot.match import match_figure
from report_bot.bot.other_thing import of_another_thing


@pytest.mark.parametrize(
    ("asked", "sentence", "another"),
    [
        ("去年外贸出口多少", "外贸进出口总额完成30亿元。", True),
        ("去年外贸进出口多少", "外贸进出口总额完成30亿元。", False),
        ("今年消费目标是多少", "居民消费价格涨幅2%左右。", True),
        ("物价涨了多少", "居民消费价格涨幅2%左右。", False),
        ("今年要开工多少项目", "竣工项目40个。", True),
        ("去年房地产投资增长多少", "固定资产投资增长6%。", True),
        ("去年固定资产投资增长多少", "固定资产投资增长6%。", False),
        ("常住人口多少", "常住人口城镇化率达到60%。", True),
        ("常住人口城镇化率多少", "常住人口城镇化率达到60%。", False),
        ("去年常住人口多少", "东湖市地区生产总值突破900亿元，常住人口达97万人。", True),
        ("东湖市常住人口多少", "东湖市地区生产总值突破900亿元，常住人口达97万人。", False),
        ("去年GDP增长多少", "地区生产总值高于全国0.6个百分点。", True),
        ("住户存款多少", "金融机构存款余额300亿元。", True),
        ("鹤岭财政收入多少", "一般公共预算收入30亿元。", True),
        ("财政收入多少", "一般公共预算收入30亿元。", False),
        ("石桥镇有多少人口", "全县常住人口39万人。", True),
        ("全县有多少人口", "全县常住人口39万人。", False),
        ("今年GDP多少", "支持鹤岭争创区域中心城市，地区生产总值力争达到900亿元。", True),
        ("今年鹤岭GDP多少", "支持鹤岭争创区域中心城市，地区生产总值力争达到900亿元。", False),
        ("去年社零增长多少", "社会消费品零售总额增速低于预期目标5.6个百分点。", True),
        ("全市面积多大", "治理水土流失面积70平方公里。", True),
        ("全市面积多大", "全市总面积900平方公里。", False),
        ("有多少人口", "1.6万贫困人口全部脱贫。", True),
        ("常住人口多少", "常住人口达到97万人。", False),
        ("地铁6号线有多长", "地铁9号线全长12公里。", True),
        ("地铁九号线有多长", "地铁9号线全长12公里。", False),
        ("去年新开工高速多少公里", "高速公路通车里程达到480公里。", True),
        ("今年电梯装几部", "更新老旧电梯300部。", True),
        ("今年电梯装几部", "加装电梯150部。", False),
        ("石化产业今年产值多少", "食用菌全产业链产值达到120亿元。", True),
        ("石化产业今年产值多少", "石化产业产值突破1300亿元。", False),
        ("去年GDP多少", "人均地区生产总值达到9万元。", True),
        ("去年人均GDP多少", "人均地区生产总值达到9万元。", False),
        ("去年农村居民人均消费多少", "农村居民人均可支配收入2.1万元。", True),
        ("最低工资多少", "低保最低标准提高到每月1190元。", True),
        ("去年新能源汽车产量多少", "新能源汽车保有量超过13万辆。", True),
        ("去年新能源汽车产量多少", "新能源汽车年产量近7万辆。", False),
        ("市场主体有多少户", "经营主体达到3.2万户。", False),
        ("今年新增小学学位多少", "新增中学学位1万个。", True),
    ],
)
def test_another_thing(asked: str, sentence: str, another: bool) -> None:
    told = passage(sentence)
    assert of_another_thing(ask(asked), match_figure(ask(asked), told, told.figures[-1])) is another
