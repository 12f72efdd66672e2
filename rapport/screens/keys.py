"""Keys in the order they were typed: one that may move the focus is done with before the next is handed out."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.widget import Widget

_PATIENCE = 2.0
"""Seconds that is waited for earlier keys at most: a widget that hangs must not stand in the way of leaving."""
_ROUNDS = 4
"""How often an edit is put last in one queue: key, change of the widget, change of the editor, edit of the field."""
_MOVING = {"enter", "tab", "shift+tab", "escape", "up", "down", "insert", "delete", "pageup", "pagedown"}


async def passed(pump: MessagePump, rounds: int = 1) -> None:
    """Wait until what now lies in a queue has been dealt with, and what that led to, `rounds` times."""
    for _ in range(rounds):
        reached = asyncio.Event()
        if pump.call_later(reached.set):
            await reached.wait()


async def settle(node: DOMNode | None) -> None:
    """Wait until every key typed so far is an answer that the application has.

    Keys and edits wait in the queues of the focused widget `node` and of what it stands in.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            while isinstance(node, Widget):
                await passed(node, _ROUNDS)
                node = node.parent


def may_move(key: str) -> bool:
    """Whether a key may give the focus to another field or open another screen."""
    return key in _MOVING or key.startswith("ctrl+") or (key[:1] == "f" and key[1:].isdecimal())


class KeyGate:
    """Holds keys back while an earlier one may still move the focus.

    Textual gives a key to the field that has focus when the key is read, although keys before it still wait in that
    field's queue. Over a slow line many keys come in one read; without the gate, text after a Tab would land in the
    field before it.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._held: deque[events.Key | events.Paste] = deque()
        self._released: set[int] = set()
        self._task: asyncio.Task[None] | None = None

    def holds(self, event: events.Key | events.Paste) -> bool:
        """Whether the event is kept for later instead of being dealt with now."""
        if id(event) in self._released:
            self._released.discard(id(event))
            return False
        if self._task is not None:
            self._held.append(event)
            return True
        if isinstance(event, events.Key) and may_move(event.key):
            self._task = asyncio.create_task(self._let_through())
        return False

    async def _let_through(self) -> None:
        """Hand out what is held, up to the next key that may move the focus; then wait again."""
        try:
            await self._quiet()
            while self._held and self._app.is_running:
                event = self._held.popleft()
                self._released.add(id(event))
                self._app.post_message(event)
                if isinstance(event, events.Key) and may_move(event.key):
                    await self._quiet()
        finally:
            self._task = None

    async def _quiet(self) -> None:
        """Wait until keys handed out have moved the focus, or opened the screen, that they move or open."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await passed(self._app)
                await settle(self._app.screen.focused)
                await passed(self._app, 2)
                drawn = asyncio.Event()
                if self._app.screen.call_after_refresh(drawn.set):
                    await drawn.wait()
