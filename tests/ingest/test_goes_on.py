"""What a number goes on from: a share, a growth, a plant, an industry, what was split."""

import pytest

from report_bot.ingest.figures import read_figures


def names(text: str) -> list[tuple[str, str]]:
    return [(figure.text, figure.indicator) for figure in read_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某产业产值92亿元，占工业总产值比重提升至71%，同比提高2.8个百分点。", ("2.8个百分点", "某产业产值占工业总产值比重")),
        ("地区生产总值增长8.5%，居全省第6位。", ("第6位", "地区生产总值增速")),
        ("地区生产总值增量居全省第6位。", ("第6位", "地区生产总值增量")),
        ("新建幼儿园6所、改扩建中小学14所，新增学位3200个。", ("3200个", "学位")),
        ("新建幼儿园6所，新增学位900个。", ("900个", "幼儿园学位")),
        ("市污水处理厂建成投用，日处理能力3万吨。", ("3万吨", "市污水处理厂日处理能力")),
        ("苹果产业，推广防雹网5000亩，产量达到21万吨。", ("21万吨", "苹果产量")),
        ("抓好粮食生产，落实耕地保护，产量稳定在18万吨以上。", ("18万吨", "粮食产量")),
        ("推进引水入城工程，年度完成投资30亿元。", ("30亿元", "引水入城工程年度投资")),
        ("新增经营主体5万户，其中企业1万户，总量达到27万户。", ("27万户", "经营主体总量")),
        ("进出口总额536亿元，其中出口305亿元。", ("305亿元", "出口")),
        ("新增集中供热面积65万平方米，总面积达到410万平方米。", ("410万平方米", "集中供热总面积")),
        ("一般公共预算收入31亿元，扣除留抵退税因素后增长4.4%。", ("4.4%", "一般公共预算收入")),
        ("村集体收入全部超过20万元，村均58万元。", ("58万元", "村均集体收入")),
        ("开发区由168家优化到127家。", ("127家", "开发区")),
    ],
)  # fmt: skip
def test_a_number_goes_on_from_what_was_said_before_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in names(text)


def test_a_hedge_behind_a_list_is_of_all_of_it() -> None:
    read = read_figures("城乡居民收入分别增长5%、6%左右，甲、乙分别由5吨、6吨提高到8吨、9吨以上。")
    assert [f.qualifier for f in read] == ["左右", "左右", "", "", "以上", "以上"]


def test_what_is_reduced_of_one_thing_is_reduced_of_the_next() -> None:
    first, second = read_figures("压减生铁产能62万吨、粗钢产能64万吨。")
    assert first.measure is second.measure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("累计消除某类风险1.2万户，其中去年新消除1830户。", ("1830户", "新消除某类风险")),
        ("1436户受损住房已完成重建1329户。", ("1329户", "受损住房重建")),
        ("某城经开区总产值突破400亿元，在全省52个省级开发区综合考评中列第9位。", ("第9位", "某城经开区省级开发区综合考评")),
        ("全力推进某某高铁建设，年内完成投资52亿元。", ("52亿元", "某某高铁投资")),
        ("开工建设甲地至乙地一级公路，全长58公里，总投资19亿元。", ("19亿元", "甲地至乙地一级公路总投资")),
        ("区博物馆新馆对外开放，全年接待观众63万人次。", ("63万人次", "区博物馆观众")),
    ],
)  # fmt: skip
def test_a_name_goes_on_over_the_comma(text: str, expected: tuple[str, str]) -> None:
    assert expected in names(text)
