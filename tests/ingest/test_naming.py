"""What a number is the number of: the words beside it, whole, and none of a neighbour's."""

import pytest
from read_sentences import read

from report_bot.ingest.types import Measure


def named(text: str) -> list[tuple[str, str]]:
    return [(f.indicator, f.text) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # brackets behind a unit are no part of a name
        ("新增仪器1万台（套）以上，改造住房3万套（户）、管道12公里。", ["仪器", "住房", "管道"]),
        ("开展技能培训4万人次（牵头单位：某局）。", ["技能培训"]),
        # 高中, 集中, 上市公司, 服务机器人, 和田 are words of their own
        ("增加500个普通高中招生计划，新增12家上市公司。", ["普通高中招生计划", "上市公司"]),
        ("服务机器人产量增长27%。", ["服务机器人产量"]),
        ("和田地区棉花产量60万吨。", ["和田地区棉花产量"]),
        # a verb before the next number is not of the noun before it
        ("培育50家智能工厂、新建90家绿色工厂。", ["智能工厂", "绿色工厂"]),
        # those who were chosen are counted by what they were chosen for
        ("2人当选某院院士，47人入选某人才计划。", ["当选某院院士", "入选某人才计划"]),
        # what a paragraph has come to speak of
        ("矿石开采方面，抓好产能接续，产量稳定在13万吨左右。", ["矿石开采产量"]),
        ("粮食总产48亿斤，单产1105斤。", ["粮食总产", "粮食单产"]),
        ("续建安置房750套，新开工100套。", ["续建安置房", "安置房"]),
        # what is newly set up grows, not all there is of it
        ("新设外资企业360家、增长38.7%。", ["外资企业", "新设外资企业"]),
        # what was passed on the way is not what is reached
        ("进出口总额接连突破80亿元、90亿元。", ["进出口总额"]),
        ("两项工程推进，城市PM_2.5浓度下降8%。", ["城市PM_2.5浓度"]),
    ],
)
def test_a_name_is_whole_and_its_own(text: str, names: list[str]) -> None:
    assert [name for name, _ in named(text)] == names


def test_a_rank_goes_with_the_indicator_before_it_and_the_level_after_a_rank_too() -> None:
    assert named(
        "规模以上工业增加值增长9.5%，增速居全国第3位；全体居民人均可支配收入增长6.1%，增速居全国第4位。"
    ) == [
        ("规模以上工业增加值", "9.5%"),
        ("规模以上工业增加值增速", "第3位"),
        ("全体居民人均可支配收入", "6.1%"),
        ("全体居民人均可支配收入增速", "第4位"),
    ]
    assert named("高速公路通车里程全国第四、突破1万公里。") == [
        ("高速公路通车里程", "第四"),
        ("高速公路通车里程", "1万公里"),
    ]


def test_being_among_the_first_rows_is_no_rank() -> None:
    assert named("森林覆盖率居全国第一方阵。") == []
    assert [f.measure for f in read("综合算力指数全国排名第八。")] == [Measure.RANK]


def test_growth_that_is_kept_is_a_change_and_a_total_is_no_addition() -> None:
    assert [f.measure for f in read("各项贷款均保持10%以上增长。")] == [Measure.CHANGE]
    assert [f.measure for f in read("新增有实绩企业135家、总数突破1万家。")] == [Measure.NEW, Measure.STOCK]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("地区生产总值达到53亿元、稳居全省前十强、增长4.8%。", ["地区生产总值", "地区生产总值"]),
        ("脱贫地区农村居民人均可支配收入突破2万元、居全国第3位。", ["脱贫地区农村居民人均可支配收入"] * 2),
        ("接待邮轮91艘次、旅客3万人次。", ["邮轮", "旅客"]),
        ("高等教育毛入学率5年提升10.6个百分点。", ["高等教育毛入学率"]),
        ("八成以上财政资金用于民生。", ["财政资金用于民生"]),
        ("我县是中部第一经济大县。", []),
    ],
)
def test_what_stands_between_a_name_and_its_number_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert [name for name, _ in named(text)] == names


def test_what_was_newly_added_does_not_reach_into_the_next_clause() -> None:
    figures = read("新增上市公司10家，35家某类银行完成改革任务。")
    assert [f.measure for f in figures] == [Measure.NEW, Measure.STOCK]


def test_a_number_in_brackets_is_of_the_name_that_they_stand_behind() -> None:
    assert named("某医院新院区（总投资7.8亿元，设床位1000张）主体封顶，新建公厕6座。") == [
        ("某医院新院区总投资", "7.8亿元"),
        ("某医院新院区床位", "1000张"),
        ("公厕", "6座"),
    ]


def test_the_mark_of_a_note_is_no_figure() -> None:
    assert named("建成“五网合一”［20］示范项目，打造“四链融合”[3]平台。") == []


def test_villages_of_harmony_and_beauty_keep_their_name() -> None:
    assert named("建成35个美丽乡村、50个和美乡村。新建和美乡村25个。") == [
        ("美丽乡村", "35个"),
        ("和美乡村", "50个"),
        ("和美乡村", "25个"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("茶叶产量2.7万吨，综合产值7亿元。", ["茶叶产量", "茶叶综合产值"]),
        (
            "食品产业，依托龙头企业，年产值突破90亿元；轻纺产业，加快园区建设，年产值达到65亿元。",
            ["食品产业年产值", "轻纺产业年产值"],
        ),
        ("新能源汽车加快普及，保有量突破5万辆。", ["新能源汽车保有量"]),
        ("茶叶产量2.7万吨；综合产值7亿元。", ["茶叶产量", "综合产值"]),
    ],
)
def test_a_bare_measure_is_of_what_its_segment_has_come_to(text: str, names: list[str]) -> None:
    assert [name for name, _ in named(text)] == names
