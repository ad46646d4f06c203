from django.apps import AppConfig

from cases import extension_points


class TriageConfig(AppConfig):
    name = "triage"

    def ready(self) -> None:
        extension_points.case_panels.add("triage.panels.referral_panel")
        extension_points.case_panels.add("triage.panels.sharing_panel")
        extension_points.search_sources.add("triage.finding.SOURCE")
        extension_points.on_death.add("triage.deaths.tell_who_logged")
