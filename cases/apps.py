from django.apps import AppConfig

from cases import extension_points


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        extension_points.case_blockers.add("cases.blocking.open_concerns")
        extension_points.case_blockers.add("cases.blocking.open_flags")
        extension_points.on_death.add("cases.actions.death.settle_cases")
