"""Whether a word names a place other than the report's own: 济南, 某某镇, and no 河里 or 泰山."""

from __future__ import annotations

import re

from report_bot.ingest.gazetteer import divisions
from report_bot.prompts.load import word_list

from .segment import is_word
from .vocabulary import Vocabulary, short_place

_TOWN = re.compile(r"^[一-鿿]{1,3}(?:(?<![小古重强名城乡集建大中])镇|(?<![城下家故山水])乡|街道)$")
_RANKED = re.compile(r"^[一-鿿]{2,4}[省市县区州旗]$")
_NO_PLACE = re.compile(r"[度率性化力量瓦建场地]$")  # 满意度 is a place in the segmenter's dictionary
_LANDSCAPE = re.compile(r"[国山湖河库峡岭路街井江海岛港泉寺]$")


def is_place(word: str, tag: str, vocabulary: Vocabulary) -> bool:
    """Whether a word names a place other than the report's own."""
    if word in vocabulary.own_places or word in word_list("not_a_place"):
        return False
    if short_place(word) in vocabulary.own_places:
        return _city_named_like_its_province(word, vocabulary)
    if word in vocabulary.places or word in word_list("known_places"):
        return True
    if (
        _RANKED.search(word)
        and (
            word in divisions()  # whole, as the dictionary may not mark it
            or tag in ("ns", "nr")
            or (tag.startswith("n") and word[:-1] in vocabulary.text and not is_word(word[:-1]))
        )
    ):
        return True
    if is_town(word):
        return True
    if _NO_PLACE.search(word) or _with_more_than_own(word, vocabulary):
        return False
    if _LANDSCAPE.search(word):
        # 泰山 in a report is no place that figures are given for; 鞍山 is a city
        return f"{word}市" in divisions()
    if len(word) == 2:  # the dictionary takes 河里, 惠及 and 宜居 for places
        return word in divisions() and (tag == "ns" or (tag == "nr" and word not in vocabulary.text))
    return tag == "ns"


def _with_more_than_own(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word that is no division is the report's own place and a piece of the next word (某城出|去)."""
    own = any(word.startswith(own) for own in vocabulary.own_places if len(own) > 1)
    return own and word not in divisions()


def _city_named_like_its_province(word: str, vocabulary: Vocabulary) -> bool:
    return word.endswith("市") and any(own.endswith(("省", "自治区")) for own in vocabulary.own_places)


def is_town(word: str) -> bool:
    """Whether a word reads as a town or a street office that no dictionary knows: 某某镇."""
    return bool(_TOWN.search(word)) and not is_word(word)
