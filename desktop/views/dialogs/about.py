"""关于: what the program is, where the data lie, and that it never uses the network."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.folders import home
from desktop.views.dialogs.base import Dialog
from desktop.views.parts import button, callout, label
from desktop.views.theme import SMALL

VERSION = (
    "0.1.0"  # That of pyproject.toml, which the packaged program does not carry; a test holds them equal
)


class AboutDialog(Dialog):
    """关于绩评."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "绩评　项目支出绩效自评", width=460)
        self.add(label(f"版本 {VERSION}", SMALL, tone="muted"))
        self.add("填一次数，出报告：资金、合同、支付、绩效指标对得上，正文里的数字跟着数据走。")
        self.add(callout("ok", "不联网", "程序里没有任何联网的代码，数据只在这台电脑和你存放文件的地方。"))
        self.heading("程序自己的文件夹")
        self.add(self.paragraph(str(home()), "muted"))
        self.heading("字体与许可")
        self.add("报告自带思源宋体、思源黑体（SIL OFL）、Fandol 仿宋和霞鹜文楷；电脑上有公文字体时优先使用。")
        self.add("汉字读音取自 pinyin-data（MIT）和 Unihan（Unicode License v3）。")
        self.close_with(button("知道了", "primary", clicked=self.accept))
