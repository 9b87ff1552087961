"""Text in every encoding that offices use comes out as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UnreadableSource
from ingest.readers._encoding import decoded

# Every organisation and person here is fictional.
SAID = {
    "English": "The café’s till refuses the pass – every Monday, and nobody at the desk knows why.",
    "plain": "They rang us instead.\nNobody answered the telephone at all.\n",
    "short": "It’s late",
    "French": "L'été dernier, le guichet était fermé à Noël; déçus, ils sont repartis.",
    "German": "Die Fähre kam zu spät, und die Straße war überflutet.",
    "Polish": "Łódka była spóźniona, a nikt przy okienku nie wiedział dlaczego tak się stało.",
    "Japanese": "船が遅れました。誰も理由を教えてくれませんでした。\n窓口は閉まっていた。",
    "Korean": "배가 늦게 도착했습니다. 아무도 이유를 알려주지 않았습니다.",
    "Russian": "Паром опоздал, и никто не сказал почему. Касса была закрыта.",
    "Chinese": "船晚点了,没有人告诉我们原因。窗口已经关闭了。\n我们等了一个小时",
    "Greek": "Το πλοίο άργησε και κανείς δεν μας είπε γιατί.",
}
WRITTEN = [
    *[(name, encoding) for name in SAID for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")],
    *[(name, encoding) for name in SAID for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")],
    *[(name, "cp1252") for name in ("English", "short", "French", "German")],
    *[(name, "mac_roman") for name in ("English", "French")],
    ("French", "iso8859_15"),
    ("Polish", "cp1250"),
    ("Japanese", "cp932"),
    ("Japanese", "euc_jp"),
    ("Japanese", "iso2022_jp"),
    ("Korean", "cp949"),
    ("Russian", "cp1251"),
    ("Russian", "koi8_r"),
    ("Chinese", "gb18030"),
    ("Greek", "cp1253"),
]


@pytest.mark.parametrize(("name", "encoding"), WRITTEN)
def test_text_comes_out_as_it_was_written(name: str, encoding: str):
    assert decoded(SAID[name].encode(encoding)) == SAID[name]


def test_a_file_that_says_its_encoding_is_believed_where_it_is_no_unicode():
    assert decoded("Nìmeček was late".encode("iso8859_2", "replace"), declared="iso8859_2").startswith("N")
    assert decoded("řeka byla široká".encode("cp1250"), declared="cp1250") == "řeka byla široká"
    assert decoded("It’s late".encode(), declared="cp1252") == "It’s late"
    assert decoded("It’s late".encode("cp1252"), declared="no such thing") == "It’s late"


def test_a_nul_that_strayed_into_plain_text_does_not_change_its_encoding():
    assert decoded(b"Nobody answers.\x00 The desk was shut.") == "Nobody answers.\x00 The desk was shut."
    said = "The café was shut, and nobody answers. " * 5
    assert decoded((said + "\x00").encode("cp1252")) == said + "\x00"


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_text_or_refused_with_a_remedy(content: bytes):
    try:
        assert isinstance(decoded(content), str)
    except UnreadableSource as error:
        assert error.remedy
