"""The GOV.UK tag: bound fields, plain words, and nothing unescaped."""

import pytest
from django import forms
from django.template import Context, Engine
from django.utils.safestring import mark_safe

from lightbulb.core.web.components import samples

ENGINE = Engine(builtins=["lightbulb.core.templatetags.components"])


class Odd(forms.Form):
    """Fields the sample form does not have."""

    password = forms.CharField(widget=forms.PasswordInput)
    code = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 6}))
    where = forms.ChoiceField(choices=[("Near", [("a", "Anstey")]), ("b", "Bitteswell")])

    def clean(self):
        raise forms.ValidationError("The two do not go together")


def show(line, **context):
    return ENGINE.from_string(line).render(Context(context))


def test_words_given_are_escaped():
    html = show('{% govuk "button" text=words %}', words="<b>Save</b>")
    assert "&lt;b&gt;Save&lt;/b&gt;" in html


@pytest.mark.parametrize("parameter", ["html", "text"])
def test_a_label_shows_markup_only_when_it_is_marked_safe(parameter):
    line = '{% govuk "text-input" id="x" name="x" params=params %}'
    assert "<b>" not in show(line, params={"label": {parameter: "<b>x</b>"}})
    assert "<b>" in show(line, params={"label": {"html": mark_safe("<b>x</b>")}})


def test_attributes_as_a_plain_string_are_refused():
    with pytest.raises(TypeError, match="attributes must be a dict"):
        show('{% govuk "button" text="Save" attributes=given %}', given="onclick=x")


def test_snake_case_and_camel_case_mean_the_same():
    line = '{% govuk "button" text="Save" prevent_double_click=True %}'
    assert show(line) == show('{% govuk "button" text="Save" preventDoubleClick=True %}')
    assert "data-prevent-double-click" in show(line)


def test_a_bound_field_brings_its_label_hint_and_names():
    html = show('{% govuk "text-input" field=form.name %}', form=samples.form(wrong=False))
    for part in ('for="id_name"', 'name="name"', "Full name", "As they like to be called"):
        assert part in html
    assert "value=" not in html


def test_a_wrong_answer_is_kept_and_said_beside_the_field():
    html = show('{% govuk "text-input" field=form.email %}', form=samples.form(wrong=True))
    assert 'value="dot at home"' in html
    assert "An email address has an @ and no spaces" in html
    assert 'aria-describedby="id_email-error"' in html


def test_a_date_keeps_what_was_typed_even_when_it_is_no_number():
    html = show('{% govuk "date-input" field=form.born %}', form=samples.form(wrong=True))
    assert [f'value="{part}"' in html for part in ("14", "mar", "1941")] == [True] * 3
    assert 'name="born_day"' in html


def test_a_chosen_answer_stays_chosen():
    form = samples.SampleForm({"locality": "melton", "caller": "other", "hard": ["bath", "warm"]})
    assert '<option value="melton" selected>' in show(
        '{% govuk "select" field=form.locality %}', form=form
    )
    assert show('{% govuk "radios" field=form.caller %}', form=form).count(" checked") == 1
    assert show('{% govuk "checkboxes" field=form.hard %}', form=form).count(" checked") == 2


def test_one_tick_has_its_own_words_and_no_legend():
    html = show('{% govuk "checkboxes" field=form.agreed %}', form=samples.form(wrong=False))
    assert "They agree to be called back" in html
    assert "<legend" not in html


def test_a_file_is_never_given_a_value():
    html = show('{% govuk "file-upload" field=form.letter %}', form=samples.form(wrong=True))
    assert 'type="file"' in html
    assert "value=" not in html


def test_a_password_is_never_sent_back():
    form = Odd({"password": "three odd words", "code": "1", "where": "a"})
    assert "three odd words" not in show(
        '{% govuk "password-input" field=form.password %}', form=form
    )


def test_attributes_of_the_widget_come_along():
    html = show('{% govuk "text-input" field=form.code %}', form=Odd())
    assert 'inputmode="numeric"' in html
    assert 'maxlength="6"' in html
    assert "required" not in html


def test_groups_of_choices_are_laid_flat():
    html = show('{% govuk "select" field=form.where %}', form=Odd())
    assert [name in html for name in ("Anstey", "Bitteswell", "Near")] == [True, True, False]


def test_what_is_given_wins_over_what_the_field_knows():
    html = show(
        '{% govuk "text-input" field=form.name label="Name" hint=None %}',
        form=samples.form(wrong=False),
    )
    assert "Full name" not in html
    assert "govuk-hint" not in html


def test_the_summary_counts_the_answers_and_leads_to_each():
    html = show('{% govuk "error-summary" form=form %}', form=samples.form(wrong=True))
    assert "There is a problem with 4 answers" in html
    for place in ("#id_email", "#id_born_day", "#id_caller", "#id_agreed"):
        assert f'href="{place}"' in html


def test_a_fault_of_the_whole_form_leads_nowhere():
    html = show(
        '{% govuk "error-summary" form=form %}',
        form=Odd({"password": "x", "code": "1", "where": "a"}),
    )
    assert "The two do not go together" in html
    assert "<a " not in html
    assert "There is a problem\n" in html


def test_a_legend_may_be_made_smaller_without_losing_its_words():
    line = '{% govuk "radios" field=form.caller legend_classes="govuk-fieldset__legend--s" %}'
    html = show(line, form=samples.form(wrong=False))
    assert "govuk-fieldset__legend--s" in html
    assert "They are calling" in html


def test_markup_between_the_tags_is_the_html_of_the_part():
    html = show(
        '{% govuk_block "inset-text" %}<p>{{ words }}</p>{% endgovuk_block %}', words="A & B"
    )
    assert "<p>A &amp; B</p>" in html


def test_the_title_says_error_only_while_something_needs_mending():
    line = "{% error_prefix %}Sample"
    assert show(line) == "Sample"
    assert show(line, form=samples.form(wrong=False)) == "Sample"
    assert show(line, form=samples.form(wrong=True)) == "Error: Sample"
