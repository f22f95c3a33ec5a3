"""The pinyin initials of Chinese words, so that 政府采购 is found by ``zfcg`` and 深圳银行 by ``szyh``.

Characters are looked up by their place in GB 2312: the common ones stand there in the order of their pinyin,
the rarer ones by radical, so their letters are listed. Signs with several readings are found by each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache

# Where each initial begins among the 3 755 common characters
_STARTS = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_LETTERS = "abcdefghjklmnopqrstwxyz"
_END = 0xD7F9
# The initials of the 3 008 rarer ones in their order, 94 to a row of the standard
_RARER_FIRST = 0xD8
_RARER = (
    "cjwgnspgcgnegypbtyyzdxykygtzjnmjqmbsgzscyjsyyfpgkbzgydywjkgkljswkpjqhyjwrdzlsgmrypywwcckznkyyg"
    "ttngjeykkzytcjnmcylqlypyqfqrpzslwbtgkjfyxjwzltbncxjjjjtxdttsqzycdxxhgckbphffsstybgmxlpbyllbhlx"
    "smzmyjhsojnghdzqyklgjhsgqzhxqgkezzwyscscjxyeyxadzpmdssmzjzqjyzcjjfwqjbdzbxgznzcpwhkxhqkmwfbpby"
    "dtjzzkqhylygxfptyjyyzpszlfchmqshgmxxsxjyqdcsbbqbefsjyhwwgzkpylqbgldlcctnmayddkssngycsgxlyzaypn"
    "ptsdkdylhgymylcxpycjndqjwqqxfyyfjlejpzrxccqwqqsbzkymgplbmjrqcflnymyqmsqtrbcjthztqfrxqhxmjjcjlx"
    "xgjmshzkbswyemyltxfsydsglycjqxsjnqbsctyhbftdcyjdjwyghqfrxwckqkxebptlpxjzsrmebwhjlbjslyysmdxlcl"
    "qkxlhxjrzjmfqhxhwywsbhtrxxglhqhfnmgykldyxzpylggsmtcfpajjzyljtyanjgbjplqgdzyqyaxbkysecjsznslyzh"
    "zxlzcghpxzhznytdsbcjkdlzyyfwydlebbgqyzkggldndnyskjshdlyxbcghxypkdjmmzngmmclgwzszxzjfznmlzzthcs"
    "ydbdllscddnlkjykjsycjlkohqasdknhcsganhdaashtcplcpqybsdmpjlpcjoqlcdhjjysprchnwjnlhlyyqyhwzptczg"
    "wwmzffjqqqqyxaclbhkdjxdgmmydjxzllsygxgkjrywzwyclzmssjzldbydcpcxyhlxchyzjqsqqagmnyxpfrkssbjlyxy"
    "syglnscmhcwwmnzjjlxxhchsyzsttxrycyxbyhcsmxjsznpwgpxxtaybgajcxlyxdccwzocwkccsbnhcpdyznfcyytyckx"
    "kybsqkkytqqxfcwchcykelzqbsqyjqcclmthsywhmktlkjlycxwheqqhtqhqpqsqscfymmdmgbwhwlgsllystlmlxpthmj"
    "hwljzyhzjxhtxjlhxrswlwzjcbxmhzqxsdzpmgfcsglsxymjshxpjxwmyqksmyplrthbxftpmhyxlchlhlzylxgsssstcl"
    "sldclrpbhzhxyyfhbmgdmycnqqwlqhjjcywjzyejjdhpblqxtqkwhlchqxagtlxljxmsljhtzkzjecxjcjnmfbycsfywyb"
    "jzgnysdzsqyrsljpclpwxsdwejbjcbcnaytwgmpapclyqpclzxsbnmsggfnzjjbzsfzyndxhplqkzczwalsbccjxsyzgwk"
    "ypsgxfzfcdkhjgxtlqfsgdslqwzkxtmhsbgzmjzrglyjbpmlmsxlzjqqhzyjczydjwbwjklddpmjegxyhylxhlqyqhkycw"
    "cjmyyxnatjhyccxzpcqlbzwwytwbqcmlpmyrjcccxfpznzzljplxxyztzlgdldcklyrzzgqtgjhhgjljaxfgfjzslcfdqz"
    "lclgjdjzsnzlljpjqdcclcjxmyzftsxgcgsbrzxjqqctzhgyqtjqqlzxjylylbcyamcstylpdjbyregklzyzhlyszqlznw"
    "czcllwjqjjjkdgjzolbbzppglghtgzxyjhzmycnqcycyhbhgxkamtxyxnbskyzzgjzlqjdfcjxdygjqjjpmgwgjjjpkqsb"
    "gbmmcjssclpqpdxcdyykypcjddyygywrhjrtgznyqldkljszzgzqzjgdykshpzmtlcpwnjyfyzdjcnmwescyglbtzcgmss"
    "llyxysxsbsjsbbsgghfjlypmzjnlyywdqshzxtyywhmcyhywdbxbtlmsyyyfsxjcbdxxlhjhfssxzqhfzmzcztqcxzxrtt"
    "djhnnyzqqmtqdmmgyydxmjgdhcdyzbffallztdltfxmxqzdngwqdbdcdjdxbzgsqqddjcmbkzffxmkdmdsyyszcmljdsyn"
    "sprskmkmpcklgtbqtfzswtfgglyplljzhgjjgypzltcsmcnbtjbqfkthbyzgkpbbymtdssxtbnpdkleycjnyddykzddhqh"
    "sdzsctarlltkzlgecllkjlqjaqnbdkkghpjtzqksecshalqfmmgjnlyjbbtmlyzxdcjpldlpcqdhzycbzsczbzmsljflkr"
    "zjsnfrgjhxpdhyjybzgdlqcsezgxlblgyxtwmabchecmwyjyzlljjyhlgndjlslygkdzpzxjyyzlwcxszfgwyydlyhcljs"
    "cmbjhblyzlycblydpdqysxqzbytdkyxjyycnrjmpdjgklcljbctbjddbblblczqrppxjcjlzcshltoljnmdddlngkathqh"
    "jhykheznmshrphqqjchgmfprxhjgdychghlyrzqlcyqjnzsqtkqjymszswlcfqqqxyfggyptqwlmcrnfkkfsyylqbmqamm"
    "myxctpshcptxxzzsmphpshmclmldqfyqxszyjdjjzzhqpdszglstjbckbxyqzysgpsxqzqzrqtbdkyxzkhhgflbcsmdldg"
    "dzdblzyycxnncsybzbfglzzxswmsccmqnjqsbdqsjtxxmbltxzclzshzcxrqjgjylxzfjphymzqqydfqjjlzznzjsdgzyg"
    "ctxmzysctlkphtxhtlbjxjlxscdqxcbbtjfqzfsltjbtkqbxxjjljchczdbzjdczjdcprnpqcjpfczlclzxzdmxmphjsgz"
    "gszzqjylwtjpfsyaxmcjbtzkycwmytzsjjlqcqlwzmalbxyfbpnlsfhtgjwejjxxglljstgshjqlzfkcgnndszfdeqfhbs"
    "aqtgylbxmmygszldydqmjjrgbjtkgdhgkblqkbdmbylxwcxyttybkmrtjzxqjbhlmhmjjzmqasldcyxyqdlqcafywyxqhz"
)
# Characters of names and places that GB 2312 lacks
_OUTSIDE = {
    sign: letter
    for letter, signs in {
        "b": "犇埗湴",
        "c": "翀誠邨",
        "d": "頔氹",
        "f": "昉頫",
        "g": "堌",
        "h": "淏龢浛",
        "j": "珺璟囧瀞漖滘",
        "k": "堃",
        "l": "朤塱",
        "m": "濛慜洺",
        "n": "柟",
        "p": "珮",
        "q": "锜",
        "r": "镕",
        "s": "燊珅昇湜屾惢",
        "t": "湉榳橦",
        "w": "暐韡彣溦",
        "x": "玹瑄晞炘烜谞晅",
        "y": "垚玥赟祎彧鋆瑀旸燚溁沄閆顗飏龑峣崟巘扆暘棪椬橒垟埇",
        "z": "喆沚梽",
    }.items()
    for sign in signs
}
# Other readings in words, names and places of which the first letter differs
_ALSO = {
    "行": "h", "重": "c", "长": "z", "调": "t", "乐": "y", "会": "k", "朝": "z", "曾": "c", "传": "z", "弹": "t",
    "单": "cs", "降": "x", "解": "x", "率": "s", "盛": "c", "厦": "s", "省": "x", "石": "d", "宿": "x", "系": "j",
    "校": "j", "召": "s", "种": "c", "仇": "q", "区": "o", "尉": "y", "查": "z", "贾": "g", "翟": "d", "藏": "z",
    "参": "s", "车": "j", "乘": "s", "给": "j", "合": "g", "属": "z", "识": "z", "叶": "x", "番": "p", "圩": "x",
    "涌": "c", "埔": "b", "泊": "p", "铅": "y", "莞": "w", "覃": "q", "句": "g", "繁": "p", "屯": "z", "蔚": "y",
    "畜": "c", "否": "p", "卡": "q", "沈": "c", "无": "m", "洗": "x", "氏": "z", "折": "s", "员": "y", "角": "j",
}  # fmt: skip


_MOST_READINGS = 16  # Of a text with many signs of several readings, the ones at its beginning


def initials(text: str) -> str:
    """Return the first letters of *text*, small; a sign that has none stays as it is."""
    return "".join(letters(sign)[0] for sign in text.lower())


@cache
def letters(sign: str) -> str:
    """Return the initials that a sign may be typed by, the usual one first; any other sign is its own."""
    if sign in _OUTSIDE:
        return _OUTSIDE[sign]
    try:
        coded = sign.encode("gb2312")
    except UnicodeEncodeError:
        return sign
    return _coded(coded, sign) + _ALSO.get(sign, "")


def begins(typed: str, text: str) -> bool:
    """Tell whether *text* or its initials begin with *typed*."""
    wanted, held = typed.strip().lower(), text.lower()
    return held.startswith(wanted) or _fits(wanted, held, 0)


def matches(typed: str, text: str) -> bool:
    """Tell whether *typed* occurs in *text* or in its initials."""
    wanted, held = typed.strip().lower(), text.lower()
    return wanted in held or any(_fits(wanted, held, at) for at in range(len(held) - len(wanted) + 1))


@lru_cache(maxsize=8_192)
def readings(text: str) -> str:
    """Return a text and its initials, small, each behind a line break; where signs have several, some of them."""
    held = text.lower()
    made = [""]
    for sign in held:
        known = letters(sign)
        each = known if len(made) < _MOST_READINGS else known[:1]
        made = [f"{before}{letter}" for before in made for letter in each]
    return "\n" + "\n".join((held, *made))


def _fits(wanted: str, held: str, at: int) -> bool:
    """Tell whether the signs of *held* from *at* on can be typed by the letters of *wanted*."""
    signs = held[at : at + len(wanted)]
    return len(signs) == len(wanted) and all(
        typed == sign or typed in letters(sign) for typed, sign in zip(wanted, signs, strict=True)
    )


def _coded(coded: bytes, sign: str) -> str:
    if len(coded) == 1:
        return sign
    code = int.from_bytes(coded)
    if _STARTS[0] <= code <= _END:
        return _LETTERS[bisect_right(_STARTS, code) - 1]
    at = (coded[0] - _RARER_FIRST) * 94 + coded[1] - 0xA1
    return _RARER[at] if 0 <= at < len(_RARER) else sign
