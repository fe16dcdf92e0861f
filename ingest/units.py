"""The units that numbers are written with, and which of them count things or give a part of a whole."""

from __future__ import annotations

import re

_WRITTEN = (
    "个百分点|百分点|个工作日|个工作小时|工作日|个小时|平方公里|平方千米|平方米|立方米|微克/立方米|毫克/升|万千瓦时|千瓦时|千瓦|兆瓦|吉瓦|公里|千米|公顷|公斤|"
    "P(?![A-Za-z0-9+])|PF(?![A-Za-z])|[PE][Ff][Ll][Oo][Pp][Ss]|MW(?![A-Za-z])|GW(?![A-Za-z])|MWh|GWh|TEU|兆瓦时|吉瓦时|千伏安|千伏|毫米|厘米|吨标准煤|标准箱|标箱|美元|欧元|日元|港元|人次|件次|户次|辆次|架次|艘次|批次|列次|台套|台次|剂次|场次|人天|元|人(?!制)|名|位|户|家|个|项|"
    "件|所|处|亩|张|条|座|套|管(?![理网道线委廊护])|台(?!阶)|辆|吨|斤|部|支|颗|枚|只|头|羽|株|棵|块|片|班|间|层|栋|幢|对|双|类|种|款|例|起|"
    "宗|笔|单|份|册|本|组|批|轮|场|次|届|期|艘|列|架|趟|团|队|度|米|升|倍|成|分|金|银|铜|岁|天|日|小时|分钟|"
    "周岁|周年|年|个月|个季度|季度|月|周|番|篇|门|课|节|幅|盏|口|眼|扇|箱|包|袋|瓶|道|尾|匹|站|店|镇|村|县|市|区|乡|校|企|点"
)
UNITS = "|".join(  # the regex takes the first that fits
    sorted(_WRITTEN.split("|"), key=lambda unit: len(unit.split("(")[0]), reverse=True)
)
SHARE_UNITS = ("%", "‰", "分之", "成")
COUNT_UNIT = re.compile(
    r"[个家项条件所处座名人位台套辆张户只场次种类支部对批艘列班间例起宗笔本组块栋幢片羽头株棵度款届轮镇村县校站段]$"
)
EXTENT_UNITS = ("公里", "千米", "米", "亩", "公顷", "平方米", "平方公里", "吨", "千瓦", "立方米", "兆瓦")
