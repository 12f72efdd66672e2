"""The application: it owns the session, shows screens and does what they ask for. It judges no answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import on, work
from textual.screen import Screen

from rapport.errors import RapportError
from rapport.questionnaire import FieldPath
from rapport.submissions import Receipt, SaveStatus
from rapport.workspace import Workspace

from .base import UnitScreen
from .dialog import STAY, Answer, QuestionScreen
from .frame import FrameApp
from .messages import Chosen, Jump, Saving, Visited
from .plain import plain
from .preferences import Preferences
from .registry import make_screen, write_copy
from .session import Clock, Session, local_now, open_session
from .words import counted


class FillApp(FrameApp):
    """A unit's questionnaire, or the list of units to choose from when none is opened yet."""

    def __init__(
        self,
        workspace: Workspace,
        session: Session | None,
        target: FieldPath | None = None,
        preferences: Preferences | None = None,
        preferences_file: Path | None = None,
        clock: Clock = local_now,
    ) -> None:
        super().__init__(workspace, preferences, preferences_file)
        self.session = session
        self._target = target
        self._clock = clock

    def get_default_screen(self) -> Screen[Any]:
        """The overview; the list of units when none is opened."""
        if self.session is None:
            known = self._preferences
            return make_screen("chooser", self.workspace.assignment, known.who, known.unit)
        return make_screen("overview", self.session)

    def on_mount(self) -> None:
        """Start listening to the journal."""
        if self.session is not None:
            self._opened(self.session)

    def _opened(self, session: Session) -> None:
        session.on_save(self._saving)
        if session.recovered:
            self.tell(f"{counted(session.recovered, 'ändring', 'ändringar')} från ett avbrott har återställts.")
        if self._target is not None:
            self.call_after_refresh(self._jump, self._target, False)

    def _saving(self, status: SaveStatus) -> None:
        """Called from the journal's thread: only posts, so that a stalled screen never holds up a write."""
        if self.is_running:
            self.post_message(Saving(status))

    # ----------------------------------------------------------------------- what screens ask for

    @on(Chosen)
    def _choose(self, event: Chosen) -> None:
        event.stop()
        try:
            self.session = open_session(
                self.workspace, self.workspace.assignment.unit(event.unit), event.who, self._clock
            )
        except RapportError as error:
            self.push_screen(
                QuestionScreen("Underlaget kan inte öppnas", plain(str(error)), (Answer(STAY, "Tillbaka"),), True)
            )
            return
        self.remember(who=event.who, unit=event.unit)
        self.push_screen(make_screen("overview", self.session))
        self._opened(self.session)

    @on(Visited)
    def _visit(self, event: Visited) -> None:
        event.stop()
        if self.session is not None:
            self.session.set_position(f"{event.path.section}.{event.path.question}")

    @on(Saving)
    def _show_saving(self) -> None:
        if isinstance(self.screen, UnitScreen) and self.screen.is_mounted:
            self.screen.show_saving()

    @on(Jump)
    async def _on_jump(self, event: Jump) -> None:
        event.stop()
        await self._jump(event.path, event.findings)

    async def _jump(self, path: FieldPath, findings: bool) -> None:
        """Overview, section, item: exactly the screens on the way to the field are open."""
        if self.session is None:
            return
        place = getattr(self.screen, "PLACE", "")
        if path.item and place == "item":
            await self.switch_screen(make_screen("item", self.session, path, findings))
            return
        if path.item and place == "form":
            await self.push_screen(make_screen("item", self.session, path, findings))
            return
        with self.batch_update():
            await self._to_overview()
            opened = self.session.questionnaire.section(path.section)
            question = opened.question(path.question) if path.question else None
            await self.push_screen(make_screen("form", self.session, path, findings))
            inner = path.item and question is not None and not self.session.read_only
            if inner and self.session.value(replace(path, field="id")):
                await self.push_screen(make_screen("item", self.session, path, findings))

    async def _to_overview(self) -> None:
        while len(self.screen_stack) > 1 and getattr(self.screen, "PLACE", "") != "overview":
            await self.pop_screen()

    # ----------------------------------------------------------------------- commands

    async def action_overview(self) -> None:
        """To the overview."""
        await self.settle()
        if self.session is not None:
            await self._to_overview()

    async def action_check(self) -> None:
        """What is missing or wrong."""
        await self._show("check")

    async def action_preview(self) -> None:
        """What will be printed."""
        await self._show("preview")

    async def action_history(self) -> None:
        """Versions handed in."""
        try:
            await self._show("history")
        except RapportError as error:
            self.tell(str(error), alarm=True)

    async def _show(self, name: str) -> None:
        await self.settle()
        if self.session is not None and getattr(self.screen, "PLACE", "") != name:
            self.push_screen(make_screen(name, self.session))

    async def action_submit(self) -> None:
        """Ask, hand in, and give the receipt."""
        await self.settle()
        self._ask_submit()

    @work
    async def _ask_submit(self) -> None:
        session = self.session
        if session is None:
            return
        if session.read_only:
            self.tell("Underlaget är öppet hos någon annan och kan inte skickas in härifrån.", alarm=True)
            return
        answer = await self.push_screen_wait(make_screen("submit", session))
        if answer == "submit":
            await self._submit(session)
        elif answer:
            await self._show(answer)

    async def _submit(self, session: Session) -> None:
        try:
            receipt = session.submit()
        except RapportError as error:
            answers = (Answer(STAY, "Tillbaka"),)
            self.push_screen(QuestionScreen("Underlaget skickades inte in", plain(str(error)), answers, True))
            return
        screen = make_screen("receipt", session, receipt)
        await self.push_screen(screen)
        self._write_copy(session, receipt, screen)

    @work(thread=True)
    def _write_copy(self, session: Session, receipt: Receipt, screen: Any) -> None:
        """The readable copy, in a thread of its own: it takes a second and the version is safe already."""
        try:
            words = f"Läskopia: {self.workspace.show(write_copy(session, receipt))}"
        except (RapportError, OSError) as error:
            words = f"Läskopian kunde inte skrivas ({error}). Versionen är inskickad ändå."
        self.call_from_thread(screen.show_copy, words)

    async def action_save(self) -> None:
        """Have all on the disk now, and say so."""
        await self.settle()
        if self.session is not None and not self.session.read_only:
            self.session.flush()
            self._show_saving()
            error = self.session.save_status.error
            self.tell(error or "Allt är sparat. Det sparas alltid av sig självt.", alarm=bool(error))

    async def action_leave(self) -> None:
        """End; ask only while something is not saved."""
        await self.settle()
        self._leave()

    @work
    async def _leave(self) -> None:
        status = None
        if self.session is not None:
            self.session.flush()
            status = self.session.save_status
        if status is not None and (status.error or status.pending):
            answers = (Answer(STAY, "Stanna kvar"), Answer("leave", "Avsluta utan att spara"))
            words = plain(f"{status.error} Det som inte är sparat försvinner om du avslutar.")
            if await self.push_screen_wait(QuestionScreen("EJ SPARAT", words, answers, True)) != "leave":
                return
            self.exit(1)
            return
        saved = status.saved_at if status else None
        last = "Allt är sparat." if saved is None else f"Allt är sparat, senast {saved.astimezone():%H:%M:%S}."
        if self.session is not None and self.session.read_only:
            last = "Underlaget var skrivskyddat; inget är ändrat."
        self.exit(0, message=Text(last))

    def flush(self) -> None:
        """Have every edit on the disk, or an error in the session's state of saving."""
        if self.session is not None:
            self.session.flush()

    def unsaved(self) -> str:
        """Why edits are not on the disk."""
        return self.session.save_status.error if self.session is not None else ""

    def close(self) -> None:
        """Let others open the unit."""
        if self.session is not None:
            self.session.close()
