"""Write the tables of docs/rules.md from the rules themselves: `python scripts/rules_page.py`.

The text of the page is written by hand; what is between its two marks is made here, and a test compares.
"""

from __future__ import annotations

from pathlib import Path

from factcheck.annotation import rule_labels
from factcheck.annotation.policy import CHANGEABLE, PACKS
from factcheck.annotation.rules import RULES, RuleKey

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
BEGIN = "<!-- made from the rules by scripts/rules_page.py: begin -->\n"
END = "<!-- made from the rules by scripts/rules_page.py: end -->\n"


def sections() -> str:
    """The table of packs, then a section for each rule."""
    return "\n".join(["### Packs\n", *_packs(), "", *(_section(rule) for rule in RuleKey)])


def with_sections(page: str, made: str) -> str:
    """The page with these sections between its marks."""
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def _packs() -> list[str]:
    names = [str(label.name) for label in rule_labels.PACKS.values()]
    lines = [f"| rule | {' | '.join(names)} |", "|---|" + "---|" * len(names)]
    for rule in CHANGEABLE:
        severities = " | ".join(PACKS[pack][rule].value for pack in rule_labels.PACKS)
        lines.append(f"| [`{rule.value}`](#{rule.value}) | {severities} |")
    return lines


def _section(key: RuleKey) -> str:
    words, rule = rule_labels.RULES[key], RULES[key]
    waived_by = str(rule_labels.WAIVED_BY[rule.waived_by].name).lower()
    lines = [
        f'### <a id="{key.value}"></a>{words.title} (`{key.value}`)\n',
        f"{words.finds} *{words.reason}*\n",
        f"What the reviewer is told: “{words.mend}” Waived by: {waived_by}.",
    ]
    if words.references:
        lines[-1] += " See also: " + ", ".join(f"[{name}]({url})" for name, url in words.references) + "."
    return "\n".join(lines) + "\n"


def main() -> None:
    """Bring the page up to date."""
    PAGE.write_text(with_sections(PAGE.read_text(encoding="utf-8"), sections()), encoding="utf-8")


if __name__ == "__main__":
    main()
