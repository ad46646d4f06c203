"""Who does housing support where, as it stands today."""

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView

from lightbulb.core.organisations.models import Locality, Organisation


class OrganisationOut(serializers.ModelSerializer):
    hosted_by = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)

    class Meta:
        model = Organisation
        fields = ("id", "code", "name", "short_name", "kind", "hosted_by", "starts_on", "ends_on")
        read_only_fields = fields


class LocalityOut(serializers.ModelSerializer):
    organisation = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Locality
        fields = ("id", "code", "name", "lad_code", "organisation", "starts_on", "ends_on")
        read_only_fields = fields


class Organisations(GenericAPIView):
    """Those in force today: the same for everybody who works here."""

    queryset = Organisation.objects.none()
    serializer_class = OrganisationOut

    def get_queryset(self) -> QuerySet[Organisation]:
        return Organisation.objects.in_force(timezone.localdate()).select_related("hosted_by")


class OrganisationList(Organisations, ListAPIView):
    """Councils, the hub and partners in force today."""


class OrganisationDetail(Organisations, RetrieveAPIView):
    """One organisation."""


class Localities(GenericAPIView):
    """Those in force today: the same for everybody who works here."""

    queryset = Locality.objects.none()
    serializer_class = LocalityOut

    def get_queryset(self) -> QuerySet[Locality]:
        return Locality.objects.in_force(timezone.localdate()).select_related("organisation")


class LocalityList(Localities, ListAPIView):
    """Areas with a team of their own, in force today."""


class LocalityDetail(Localities, RetrieveAPIView):
    """One locality."""
