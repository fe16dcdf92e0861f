"""Money in a clause of its own is named after what the next clause spends it on, never after what stands before it."""

from read_sentences import read


def test_a_sum_that_opens_is_of_what_follows() -> None:
    figures = read("投资600万元，改造乡村道路30公里；投入200万元，亮化街巷12条；新建公厕8座。")
    assert [(f.indicator, f.text) for f in figures] == [
        ("乡村道路投资", "600万元"),
        ("乡村道路", "30公里"),
        ("街巷投入", "200万元"),
        ("街巷", "12条"),
        ("公厕", "8座"),
    ]


def test_a_sum_behind_its_project_stays_with_it() -> None:
    figures = read("某水库工程总投资9亿元，改造渠道30公里。")
    assert figures[0].indicator == "某水库工程总投资"
