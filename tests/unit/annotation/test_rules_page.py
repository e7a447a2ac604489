"""The page about the rules says what the rules are."""

import rules_page

from factcheck.annotation.rules import RuleKey


def test_the_page_about_the_rules_is_made_from_them() -> None:
    page = rules_page.PAGE.read_text(encoding="utf-8")
    assert rules_page.with_sections(page, rules_page.sections()) == page


def test_every_rule_has_a_place_on_the_page_that_can_be_linked() -> None:
    page = rules_page.PAGE.read_text(encoding="utf-8")
    for rule in RuleKey:
        assert page.count(f'<a id="{rule.value}"></a>') == 1
