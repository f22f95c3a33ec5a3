"""What Word, WPS and sheets put on the clipboard becomes clean paragraphs, and what is left out is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.models.pasted import Pasted
from desktop.models.pasted_html import read_pasted

HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:仿宋;} p.MsoNormal {margin:0cm;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->"""
FOOT = "<!--EndFragment--></body></html>"
WORD = f"""{HEAD}
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-family:仿宋'>　　本年
共支付<span lang=EN-US>22</span>笔，执行率
<span lang=EN-US>99.94%</span>。<span lang=EN-US><o:p></o:p></span></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]><span>完成更新&shy;工作<br>
另起一行</span></p>
<p class=MsoListParagraph><span style='font-family:Wingdings;mso-list:Ignore'>l<span>&nbsp;</span></span>完成安装<a
style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a></p>
<p class=MsoNormal>前<del cite="mailto:x">删去的话</del>后<ins>增写</ins><a
class=msocomanchor href="#_msocom_1">[王1]</a></p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata
src="clip_image001.png"/></v:shape><![endif]--><![if !vml]><img
width=24 height=24 src="file:///C:/clip_image002.png" v:shapes="图片_1"><![endif]></p>
<p class=MsoNormal><img src="file:///C:/2.png"></p>
<table class=MsoTableGrid border=1><tr><td width=277><p class=MsoNormal>项目</p></td>
<td><p class=MsoNormal>金额</p></td></tr><tr><td><p class=MsoNormal>热线服务</p></td>
<td><p class=MsoNormal>159.28<o:p></o:p></p><p class=MsoNormal>万元</p></td>
<td><p class=MsoNormal><o:p>&nbsp;</o:p></p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p>[1] 见附件</p></div></div>
{FOOT}"""


def test_word_keeps_paragraphs_and_numbering_and_loses_the_page() -> None:
    assert read_pasted(WORD, "") == Pasted(
        "本年共支付22笔，执行率99.94%。\n1.完成更新工作\n另起一行\n完成安装\n前后增写\n"
        "项目，金额\n热线服务，159.28万元",
        (
            "图片 2 张没有粘贴",
            "表格 1 张变成了文字",
            "修订中删去的文字 1 处没有粘贴",
            "批注 1 处没有粘贴",
            "脚注 1 处没有粘贴",
        ),
    )


WPS = """<html><head><meta charset="utf-8"><meta name=ProgId content=Word.Document><meta name=Generator
content="Microsoft Word 14"><meta name=Originator content="Microsoft Word 14"><style>@page{}</style></head>
<body style="tab-interval:21pt;"><!--StartFragment--><p class=MsoNormal style="margin-left:0pt;text-indent:32pt;">
<span style="mso-spacerun:'yes';font-family:仿宋_GB2312;"><font face="仿宋_GB2312">（一）项目概况</font></span><span
style="font-family:仿宋_GB2312;"><o:p></o:p></span></p><p class=MsoNormal><span
style="mso-list:Ignore;">一、<span>&nbsp;</span></span><span>项目 背景&nbsp;</span></p>
<p class=MsoNormal><span style="display:none;mso-hide:all;">看不见的话</span><span>看得见的话</span></p>
<!--EndFragment--></body></html>"""


def test_wps_too() -> None:
    assert read_pasted(WPS, "") == Pasted(
        "（一）项目概况\n一、项目背景\n看得见的话", ("隐藏的文字 1 处没有粘贴",)
    )


@pytest.mark.parametrize(
    ("html", "text", "result"),
    [
        ("<table><tr><td>12.5</td></tr></table>", "12.5\r\n", "12.5"),
        ("<table><tr><td>甲</td></tr><tr><td>乙<br>丙</td></tr></table>", "", "甲\n乙，丙"),
        ("<ol><li>甲</li><li>乙<ul><li>丁</li></ul></li></ol>", "", "1.甲\n2.乙\n丁"),
        ("<p>a &lt;b&gt; &amp; c</p>", "", "a <b> & c"),
        ("<script>x</script>", "只有文字", "只有文字"),
        ("", "项目\t金额\r\n热线\t12.5\r\n1.\t第一条", "项目，金额\n热线，12.5\n1.第一条"),
        ("<p>没有关上<b>粗", "", "没有关上粗"),
        ("<p>甲<![;乙>丙</p>", "", "甲丙"),
        ("<p>甲<![if !supportLists]>乙<![endif]></p>", "", "甲乙"),
    ],
)
def test_other_pages_and_plain_text(html: str, text: str, result: str) -> None:
    assert read_pasted(html, text).text == result


def test_a_picture_alone_leaves_nothing_but_a_word() -> None:
    assert read_pasted("<img src='data:image/png;base64,xx'>", "") == Pasted("", ("图片 1 张没有粘贴",))


@given(st.text(alphabet="<>/=!-[]ptdrbol 民生\n\t\"'&;", max_size=80))
def test_whatever_is_pasted_something_comes_of_it(html: str) -> None:
    found = read_pasted(html, "文字")
    assert "\r" not in found.text
    assert "\n\n" not in found.text
