"""代填: asked for, taken up, handed back, called off; looked through by the secretary."""

from workflows.applications.models import Application as ApplicationRow
from workflows.applications.sections import sections_of
from workflows.applications.services.helping import ask_for_help, call_off, check_section, hand_back, take_up

from .cases import EDITABLE
from .doing import Doing, often
from .helping import SECTIONS, unconfirmed

#: Verb → how it is done, who does it.
WAYS = {
    "ask_for_help": ("village_clerk", lambda row, by, reason: ask_for_help(application=row, by=by, reason=reason)),
    "take_up_filling": ("town_reviewer", lambda row, by, reason: take_up(application=row, by=by, reason=reason)),
    "fill_for": ("town_reviewer", lambda row, by, reason: hand_back(application=row, by=by)),
    "fill_in": ("village_secretary", lambda row, by, reason: call_off(application=row, by=by)),
}


class Helpers(Doing):
    """Between a village and its township, before anything is handed in."""

    def somebody_is_helped(self) -> None:
        case = self.some_application(lambda one: one.state in EDITABLE) or self.some_application()
        verb = self.draw(often("fill_for" if case.under_way else "take_up_filling", *sorted(WAYS)))
        reason = self.draw(often("不会用电脑", " "))
        post, do = WAYS[verb]
        who = self.one_of(self.holding(post, case.township if post == "town_reviewer" else case.place))
        foretold = self.model.may_help(who, verb, case, reason)
        row, by = self.row(case), self.user(who)
        if self.attempt(f"help: {verb}", lambda: do(row, by, reason), foretold=foretold):
            self.model.helped(case, who, verb, reason.strip())

    def the_secretary_looks_through(self) -> None:
        """Everything that is not confirmed yet; now and then a section is sent back."""
        case = self.some_application(lambda one: one.state in EDITABLE and bool(unconfirmed(one)))
        case = case or self.some_application(lambda one: bool(one.helpings))
        if case is None:
            return
        who = self.one_of(self.holding("village_secretary", case.place))
        by, whole = self.user(who), ApplicationRow.objects.with_content().get(pk=case.pk)
        shown = {section.key: section for section in sections_of(whole)}
        helped = any(one.taken_up_by for one in case.helpings)
        assert [key for key, one in shown.items() if not one.confirmed] == (
            unconfirmed(case) if helped else [*SECTIONS]
        )
        for key in unconfirmed(case) or [self.draw(SECTIONS)]:
            confirmed, words = self.draw([*[True] * 8, False]), self.draw(often("户数不对", " "))
            digest = self.draw([*[shown[key].digest] * 8, "0" * 64])
            foretold = (
                self.model.may(who, "confirm_filled", case)
                and helped
                and (confirmed or bool(words.strip()))
                and digest == shown[key].digest
            )
            entered = {"key": key, "digest": digest, "confirmed": confirmed, "words": words}
            do = lambda entered=entered: check_section(application=whole, by=by, **entered)  # noqa: E731
            if self.attempt("look at a section", do, foretold=foretold):
                self.model.checked_section(case, who, key, confirmed=confirmed, reason=words)
