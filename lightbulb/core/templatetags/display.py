"""How dates, times, numbers and money read on a page. Pure: today is an argument."""

from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.utils import timezone

register = template.Library()

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NHS_NUMBER_LENGTH = 10


def local(value: date) -> date:
    """The day of an aware time in the service's own time zone; a plain date as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).date()
    return value


@register.filter
def long_date(value: date | None) -> str:
    """'Wednesday 1 April 2026'."""
    if value is None:
        return ""
    day = local(value)
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


@register.filter
def day_date(value: date | None, today: date) -> str:
    """'Tuesday 10 November', with the year when it is not today's year."""
    if value is None:
        return ""
    words = long_date(value)
    return words if local(value).year != today.year else words.rsplit(" ", 1)[0]


@register.filter
def short_date(value: date | None, today: date | None = None) -> str:
    """'Tue 10 Nov', for tables; given today, with the year when that is another one."""
    if value is None:
        return ""
    day = local(value)
    words = f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return words if today is None or today.year == day.year else f"{words} {day.year}"


@register.filter
def clock_time(value: time | datetime | None) -> str:
    """'9:30am', 'midday', 'midnight'; an aware time is shown in the service's time zone."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    if value.minute == 0 and value.hour % 12 == 0:
        return "midday" if value.hour else "midnight"
    half = "am" if value.hour < 12 else "pm"
    return f"{(value.hour + 11) % 12 + 1}:{value.minute:02}{half}"


@register.filter
def nhs_number(value: str | None) -> str:
    """'999 518 1908'; anything that is not ten digits stays as it was written."""
    digits = (value or "").replace(" ", "")
    if len(digits) != NHS_NUMBER_LENGTH or not digits.isdigit():
        return value or ""
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


@register.filter
def money(value: Decimal | int | None) -> str:
    """'£1,234.50', and '£1,234' for whole pounds; a sum owed back has a minus."""
    if value is None:
        return ""
    amount = Decimal(value).quantize(Decimal("0.01"))
    sign = "−" if amount < 0 else ""
    pounds = f"{abs(amount):,.2f}".removesuffix(".00")
    return f"{sign}£{pounds}"


@register.filter
def count_of(number: int, forms: str) -> str:
    """'1 case', '1,204 cases' from `count_of:"case,cases"`."""
    one, many = forms.split(",")
    return f"{number:,} {one if number == 1 else many}"


@register.filter
def days(number: int) -> str:
    """'today', '1 day', '13 days'."""
    return "today" if number == 0 else count_of(number, "day,days")
