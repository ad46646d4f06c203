"""Referrals, as other systems send and see them."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
    extend_schema_view,
)
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api import ISO, PersonOut
from cases.forms.person import OLDEST, NhsNumber, phone_number
from cases.models import Home, Person
from lightbulb.core.access.refusal import require
from lightbulb.core.places.postcodes import normalise_postcode
from lightbulb.core.service_accounts.idempotency import Asked, digest_of_body, make_once
from lightbulb.core.web.showing import ShowsPeople, say_shown
from triage.access import why_not_log_referral, why_not_read_referrals
from triage.enums import Door, Need, Priority, ReferralState, Source, UrgencyFact
from triage.filters import ReferralFilter
from triage.forms.call import MOST_FALLS
from triage.intake import Told, take_referral
from triage.models import Referral

KEY = "Idempotency-Key"
MOST_NAMED, LONGEST_NAME = 5, 40


class ReferralOut(serializers.ModelSerializer):
    person = PersonOut(read_only=True, source="person.canonical")
    locality = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    case = serializers.UUIDField(source="case_id", read_only=True, allow_null=True)
    priority = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(Priority.choices))
    def get_priority(self, referral: Referral) -> str:
        return referral.priority_on(timezone.localdate())

    class Meta:
        model = Referral
        fields: tuple[str, ...] = (
            *("id", "reference", "state", "priority", "received_on", "door", "source"),
            *("locality", "case", "person"),
        )
        read_only_fields = fields


class ReferralDetailOut(ReferralOut):
    needs = serializers.ListField(child=serializers.ChoiceField(Need.choices), read_only=True)
    urgency_facts = serializers.ListField(
        child=serializers.ChoiceField(UrgencyFact.choices), read_only=True
    )

    class Meta(ReferralOut.Meta):
        fields = (*ReferralOut.Meta.fields, "needs", "urgency_facts", "falls")
        read_only_fields = fields


class Text(serializers.CharField):
    """A string and nothing else: a number is no name."""

    def to_internal_value(self, data: object) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Strict(serializers.Serializer):
    """Refuses fields it does not know, so that a misspelt one is not lost in silence."""

    def to_internal_value(self, data: Any) -> Any:
        read = super().to_internal_value(data)
        unknown = sorted(str(name) for name in data.keys() - self.fields.keys())[:MOST_NAMED]
        if unknown:
            raise serializers.ValidationError(
                {name[:LONGEST_NAME]: ["There is no such field."] for name in unknown}
            )
        return read


class PersonIn(Strict):
    """Whom it is about. What is not known is left out."""

    given_name = Text(max_length=100)
    family_name = Text(max_length=100)
    date_of_birth = serializers.DateField(required=False)
    phone = Text(max_length=30, required=False)
    nhs_number = Text(max_length=20, required=False)

    def validate_date_of_birth(self, born: date) -> date:
        on: date = self.context["on"]
        if not on.year - OLDEST <= born.year or born > on:
            raise serializers.ValidationError("Check the date of birth.")
        return born

    def validate_phone(self, phone: str) -> str:
        return str(phone_number("Phone").clean(phone))

    def validate_nhs_number(self, number: str) -> str:
        return NhsNumber(required=False).clean(number)


class HomeIn(Strict):
    """Where the help is needed. The locality comes from the postcode."""

    address = Text(max_length=200)
    town = Text(max_length=100)
    postcode = Text(max_length=10)

    def validate_postcode(self, postcode: str) -> str:
        try:
            return normalise_postcode(postcode)
        except ValueError as error:
            raise serializers.ValidationError(f"{error}.") from error


class ReferralIn(Strict):
    """What a partner's system tells of somebody who asks for help."""

    person = PersonIn()
    home = HomeIn()
    needs = serializers.ListField(
        child=serializers.ChoiceField(Need.choices), allow_empty=False, max_length=len(Need)
    )
    urgency_facts = serializers.ListField(
        child=serializers.ChoiceField(UrgencyFact.choices),
        default=list,
        max_length=len(UrgencyFact),
    )
    falls = serializers.IntegerField(
        min_value=0, max_value=MOST_FALLS, allow_null=True, default=None
    )
    words = Text(max_length=5000, allow_blank=True, default="")
    source = serializers.ChoiceField(Source.choices)


def told(said: Mapping[str, Any]) -> Told:
    """What was sent, as unsaved records for the verb."""
    names = ("needs", "urgency_facts", "falls", "words", "source")
    return Told(
        referral=Referral(door=Door.PARTNER, **{name: said[name] for name in names}),
        person=Person(**said["person"]),
        home=Home(**said["home"]),
    )


def key_of(request: Request) -> UUID:
    try:
        return UUID(request.headers.get(KEY, ""))
    except ValueError as error:
        wrong = {KEY: ["Send a UUID of your own for each new referral."]}
        raise serializers.ValidationError(wrong) from error


class ReferralApiFilter(ReferralFilter):
    """The queue's filters, and what only another system asks. Days are both included."""

    flag = waiting = None  # of the queue alone
    state = filters.ChoiceFilter(choices=ReferralState.choices)
    received_from = filters.DateFilter("received_on", lookup_expr="gte", input_formats=ISO)
    received_to = filters.DateFilter("received_on", lookup_expr="lte", input_formats=ISO)


class Referrals(ShowsPeople, GenericAPIView):
    """Those the caller may see: the others are not there."""

    queryset = Referral.objects.none()

    def get_queryset(self) -> QuerySet[Referral]:
        require(why_not_read_referrals(self.request.user, on=timezone.localdate()))
        visible = Referral.objects.visible_to(self.request.user, on=timezone.localdate())
        return visible.select_related(
            "person__merged_into__home__locality", "person__home__locality", "locality"
        )


@extend_schema_view(
    get=extend_schema(
        parameters=[
            OpenApiParameter("locality", str, many=True, description="Codes; none: not known yet")
        ]
    )
)
class ReferralList(Referrals, ListAPIView):
    """Referrals in the caller's localities, newest first."""

    serializer_class = ReferralOut
    filterset_class = ReferralApiFilter

    @extend_schema(
        request=ReferralIn,
        parameters=[OpenApiParameter(KEY, UUID, OpenApiParameter.HEADER, required=True)],
        responses={
            201: OpenApiResponse(ReferralDetailOut, "The referral was taken."),
            200: OpenApiResponse(ReferralDetailOut, "It was taken before, under the same key."),
        },
    )
    def post(self, request: Request) -> Response:
        """Send a referral. The same key and body again answers with the referral made first."""
        on = timezone.localdate()
        require(why_not_log_referral(request.user, on=on))
        sent = ReferralIn(data=request.data, context={"on": on})
        sent.is_valid(raise_exception=True)
        made_id, is_new = make_once(
            asked=Asked(
                by=request.user,
                key=key_of(request),
                what=f"{request.method} {request.path}",
                body=digest_of_body(request.data),
            ),
            make=lambda: take_referral(told=told(sent.validated_data), by=request.user, on=on),
            status=status.HTTP_201_CREATED,
        )
        return answer(request, made_id, status.HTTP_201_CREATED if is_new else status.HTTP_200_OK)


def answer(request: Request, referral_id: UUID | None, code: int) -> Response:
    """The referral as it stands, to the caller who sent it."""
    related = ("person__merged_into__home__locality", "person__home__locality", "locality")
    referral = Referral.objects.select_related(*related).get(pk=referral_id)
    say_shown(request, referral.person.keys, case_id=referral.case_id)
    headers = {"Location": reverse("api:referral", args=[referral.pk])}
    return Response(ReferralDetailOut(referral).data, status=code, headers=headers)


class ReferralDetail(Referrals, RetrieveAPIView):
    """One referral: what is needed, and what became of it."""

    serializer_class = ReferralDetailOut
