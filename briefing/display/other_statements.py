"""Statements of Jinja and docxtpl that a template may not use, and what to do instead.

A template comes from anywhere, so it computes nothing and reads nothing but its brief.
"""

_NO_MACRO = "no macros here: write what it prints where {{ name() }} stands, and remove it"
_NO_RAW = "no tag is printed as it is: remove {% raw %} and {% endraw %}, and what they enclose"
_NO_BLOCK = "a template stands alone: remove {% block %}, {% endblock %} and {% extends %}"
_NO_FILTER = "write the filter in the tag, {{ title|upper }}, and remove both ends of the block"
ADVICE = {
    "set": "no variables of a template's own: write the expression where its name is shown, or "
    "give the value with --set NAME=VALUE",
    "endset": "no variables of a template's own: write the text where its name is shown",
    "macro": _NO_MACRO,
    "endmacro": _NO_MACRO,
    "call": _NO_MACRO,
    "endcall": _NO_MACRO,
    "import": _NO_MACRO,
    "from": _NO_MACRO,
    "raw": _NO_RAW,
    "endraw": _NO_RAW,
    "verbatim": _NO_RAW,
    "include": "no other file is read: copy its text into the template",
    "extends": _NO_BLOCK,
    "block": _NO_BLOCK,
    "endblock": _NO_BLOCK,
    "filter": _NO_FILTER,
    "endfilter": _NO_FILTER,
    "with": "write the expressions where their names are shown, and remove {% endwith %} too",
    "endwith": "remove it, and {% with %}",
    "autoescape": "all values are escaped: remove it, and {% endautoescape %}",
    "endautoescape": "all values are escaped: remove it, and {% autoescape %}",
    "trans": "write the text itself; fixed words in the brief's language are in labels",
    "endtrans": "write the text itself; fixed words in the brief's language are in labels",
    "do": "it shows nothing: remove it",
    "break": "end the loop with a slice, {% for point in points[:5] %}",
    "continue": "put what follows it in {% if %} and {% endif %}",
    "cellbg": "colour the cell in Word",
    "colspan": "merge the cells in Word",
    "hm": "merge the cells in Word",
    "vm": "merge the cells in Word",
}
"""What to do instead of statements that Jinja and docxtpl know beside ours."""
