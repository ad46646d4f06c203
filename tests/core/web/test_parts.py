"""Our own parts of a page: escaped, in words, and with the roles they need."""

import pytest
from django.template import engines

from lightbulb.core.web.components import clock, icons, samples
from lightbulb.core.web.gallery import GOVUK, OURS

UNSAFE = "<script>x</script>"


def show(line, **context):
    return engines["django"].from_string(line).render(context)


@pytest.mark.parametrize("example", [*OURS, *GOVUK], ids=lambda example: example.name)
def test_every_line_of_the_gallery_makes_something(example):
    assert "<" in example.shown


@pytest.mark.parametrize(
    "line",
    [
        '{% state_tag words tone="red" %}',
        "{% kept words bold=words %}",
        "{% copy_button words what=words %}",
        "{% notice title=words %}{{ words }}{% endnotice %}",
        "{% page_heading title=words above=words lead=words %}{{ words }}{% endpage_heading %}",
        "{% section_heading words count=words link_url=words link_text=words %}",
        "{% card title=words count=words %}{{ words }}{% endcard %}",
        "{% empty_state title=words %}{{ words }}{% endempty_state %}",
        "{% stop_card title=words text=words safe_url=words safe_text=words %}",
        "{% column_head words sort_url=words %}",
        "{% pager next_url=words summary=words %}",
        "{% clock_bar ours=1 held=1 target=2 sentence=words %}",
    ],
)
def test_words_in_a_part_are_escaped(line):
    html = show(line, words=UNSAFE)
    assert "&lt;script&gt;" in html
    assert UNSAFE not in html


def test_a_state_has_a_known_tone():
    with pytest.raises(ValueError, match="A tag's tone is one of"):
        show('{% state_tag "Overdue" tone="scarlet" %}')


def test_an_icon_is_decoration():
    assert 'aria-hidden="true"' in icons.icon("phone")
    with pytest.raises(ValueError, match="An icon's tone is one of"):
        icons.icon("phone", tone="loud")


def test_absence_of_risk_is_said():
    html = show(
        '{% identity_bar name="Joan Hallam" no_risks="No risks known, checked 19 November" %}'
    )
    assert "No risks known, checked 19 November" in html


def test_the_waiting_band_has_four_parts():
    parts = "waiting_on=w.waiting_on since=w.since next_step=w.next_step by=w.by"
    html = show(f"{{% waiting_band {parts} late=True %}}", w=samples.WAITING)
    titles = ("Now waiting on", "Since", "Next", "By")
    assert [f"<dt>{title}</dt>" in html for title in titles] == [True] * 4
    assert "lb-waiting--late" in html


def test_the_current_page_is_marked_once():
    html = show('{% sub_navigation items name="This case" %}', items=samples.CASE_PAGES)
    assert html.count('aria-current="page"') == 1


def test_a_count_of_nothing_is_shown():
    items = [{"label": "Visits", "url": "#v", "count": 0}]
    assert '<span class="lb-count">0</span>' in show('{% sub_navigation i name="x" %}', i=items)


def test_a_heading_that_sorts_says_how():
    html = show('{% column_head "Name" sort_url="?sort=name" direction="ascending" %}')
    assert 'aria-sort="ascending"' in html
    assert "aria-sort" not in show('{% column_head "Name" %}')


def test_filters_apply_at_both_ends():
    html = show('{% filter_panel f action="/queue/" %}', f=samples.FILTERS)
    assert html.count("Apply filters") == 2
    assert html.count(" checked") == 1


def test_a_clock_half_used_with_a_hold():
    # 300 units for a target of 100 days: 3 a day, so 40 days are 120 and 10 held are 30.
    bar = clock.bar(ours=40, held=10, target=100)
    assert (bar.frame, bar.ours, bar.held, bar.warn_x) == (300, 120, 30, 225)
    assert (bar.used_percent, bar.past) == (50, 0)


def test_a_clock_past_its_target_shrinks_to_fit():
    # 120 days used of 60: 2.5 a day, the frame ends at 150 and the rest is past it.
    bar = clock.bar(ours=100, held=20, target=60)
    assert (bar.frame, bar.past, bar.used_percent) == (150, 150, 200)


def test_the_hatching_stays_inside_the_part_on_hold():
    bar = clock.bar(ours=40, held=10, target=100)
    assert bar.hatching
    assert all(120 <= line.x1 < line.x2 <= 150 for line in bar.hatching)
    assert all(4 <= line.y2 < line.y1 <= 22 for line in bar.hatching)


def test_a_clock_without_a_target_is_refused():
    with pytest.raises(ValueError, match="A clock needs a target"):
        clock.bar(ours=1, held=0, target=0)


def test_the_clock_is_one_picture_with_a_sentence():
    html = show('{% clock_bar ours=36 held=16 target=130 sentence="52 of 130 working days used" %}')
    assert 'role="img" aria-label="52 of 130 working days used"' in html
    assert "52 days, 40%" in html


def test_the_clock_says_one_day_of_one():
    html = show('{% clock_bar ours=1 held=0 target=10 sentence="1 of 10 working days used" %}')
    assert "1 day, 10%" in html
