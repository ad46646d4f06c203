"""Cases and people, as other systems see them."""

import django_filters as filters
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView

from cases.access import why_not_read_cases
from cases.enums import Stage
from cases.models import Case, Milestone, Person
from lightbulb.core.access.refusal import require
from lightbulb.core.web.showing import ShowsPeople

ISO = ["%Y-%m-%d"]


class PersonOut(serializers.ModelSerializer):
    """As much as tells one person from another in a list, and no more."""

    name = serializers.CharField(source="full_name", read_only=True)
    year_of_birth = serializers.IntegerField(
        source="date_of_birth.year", read_only=True, allow_null=True, default=None
    )
    locality = serializers.CharField(
        source="home.locality.code", read_only=True, allow_null=True, default=None
    )

    class Meta:
        model = Person
        fields = ("id", "name", "year_of_birth", "locality")
        read_only_fields = fields


class MilestoneOut(serializers.ModelSerializer):
    class Meta:
        model = Milestone
        fields = ("kind", "happened_on")
        read_only_fields = fields


class CaseOut(serializers.ModelSerializer):
    person = PersonOut(read_only=True, source="person.canonical")
    locality = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    lead_worker = serializers.UUIDField(source="lead_worker_id", read_only=True, allow_null=True)

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            *("id", "reference", "kind", "stage", "locality", "lead_worker"),
            *("opened_on", "closed_on", "person"),
        )
        read_only_fields = fields


class CaseDetailOut(CaseOut):
    milestones = MilestoneOut(many=True, read_only=True)

    class Meta(CaseOut.Meta):
        fields = (
            *CaseOut.Meta.fields,
            *("urgency", "complexity", "outcome", "stage_since", "waiting_on", "waiting_since"),
            *("next_action_on", "due_on", "milestones"),
        )
        read_only_fields = fields


class CaseApiFilter(filters.FilterSet):
    """Days are both included. Closed cases are in the list unless a stage is asked for."""

    stage = filters.MultipleChoiceFilter(choices=Stage.choices, distinct=False)
    locality = filters.CharFilter(field_name="locality__code", label="A locality's code")
    lead_worker = filters.UUIDFilter(field_name="lead_worker")
    opened_from = filters.DateFilter("opened_on", lookup_expr="gte", input_formats=ISO)
    opened_to = filters.DateFilter("opened_on", lookup_expr="lte", input_formats=ISO)

    class Meta:
        model = Case
        fields: tuple[str, ...] = ()


class Cases(ShowsPeople, GenericAPIView):
    """Those the caller may see: the others are not there."""

    queryset = Case.objects.none()

    def get_queryset(self) -> QuerySet[Case]:
        require(why_not_read_cases(self.request.user, on=timezone.localdate()))
        visible = Case.objects.visible_to(self.request.user, on=timezone.localdate())
        return visible.select_related(
            "person__merged_into__home__locality", "person__home__locality", "locality"
        )


class CaseList(Cases, ListAPIView):
    """Cases in the caller's localities, newest first."""

    serializer_class = CaseOut
    filterset_class = CaseApiFilter


class CaseDetail(Cases, RetrieveAPIView):
    """One case: where it stands, on whom it waits, and what happened when."""

    serializer_class = CaseDetailOut

    def get_queryset(self) -> QuerySet[Case]:
        standing = Milestone.objects.filter(superseded_by=None)
        return super().get_queryset().prefetch_related(Prefetch("milestones", standing))
