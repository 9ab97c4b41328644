/* The board of a programme: talks and sessions are dragged, or carried by keys; each drop is one small
   request that brings back what changed. Without scripts every talk has a form, and buttons earlier/later. */

const STEP = 5; // minutes in a row of the grid
const FAR = 6; // pixels that make a press a drag

class Board {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-move]");
    this.said = root.querySelector("[data-said]");
    this.marker = Object.assign(document.createElement("li"), { className: "board-marker" });
    this.carried = null;
    root.addEventListener("pointerdown", (event) => this.pressed(event));
    root.addEventListener("keydown", (event) => this.keyed(event));
    root.addEventListener("focusout", (event) => this.keys && event.target === this.keys.grip && this.leave());
    root.addEventListener("htmx:beforeRequest", () => this.remember());
    root.addEventListener("htmx:afterRequest", (event) => this.answered(event));
  }

  say(words, facts = {}) {
    this.said.textContent = this.root.dataset[words].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  }

  /* What is carried: {thing, grip, title, talk or moved} */
  pick(grip) {
    const talk = grip.closest("[data-talk]");
    const thing = talk ?? grip.closest("[data-block]");
    const title = thing.querySelector("a").textContent.trim();
    return { thing, grip, title, talk: talk?.dataset.talk ?? "", moved: talk ? "" : thing.dataset.block };
  }

  /* --- By pointer: the handle, or anywhere on a card with a mouse --- */

  pressed(event) {
    if (event.button || this.carried) return;
    const grip =
      event.target.closest("[data-grip]") ??
      (event.pointerType === "mouse" && !event.target.closest("a, button, summary")
        ? event.target.closest("[data-talk]")?.querySelector("[data-grip]")
        : null);
    if (!grip) return;
    this.start = { x: event.clientX, y: event.clientY, grip };
    const move = (moved) => this.dragged(moved);
    const stop = (ended) => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", escape, true);
      this.dropped(ended);
    };
    const escape = (key) => {
      if (key.key === "Escape" && this.carried) stop({ type: "pointercancel" });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", escape, true);
  }

  dragged(event) {
    if (!this.carried) {
      if (Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y) < FAR) return;
      this.carried = this.pick(this.start.grip);
      this.carried.thing.classList.add("is-carried");
      document.body.classList.add("board-carrying");
      this.ghost = Object.assign(document.createElement("div"), { className: "board-ghost" });
      document.body.append(this.ghost);
    }
    event.preventDefault();
    this.target = this.under(event.clientX, event.clientY);
    this.mark(this.target);
    this.ghost.textContent = this.target?.label ? `${this.carried.title} · ${this.target.label}` : this.carried.title;
    this.ghost.style.translate = `${event.clientX + 12}px ${event.clientY + 12}px`;
    if (event.clientY < 60) window.scrollBy(0, -18);
    if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 18);
  }

  dropped(event) {
    const { carried, target } = this;
    this.end();
    if (carried && target && event.type === "pointerup") this.send(carried, target);
  }

  /* Where a drop at this point leads: among the talks of a session, off the board, or to a room and time */
  under(x, y) {
    const element = document.elementFromPoint(x, y);
    if (!element || !this.root.contains(element)) return null;
    const { talk } = this.carried;
    if (talk && element.closest("#board-unplaced")) return { list: this.root.querySelector("[data-off]"), off: true };
    const session = talk && element.closest("[data-takes-talks]");
    if (session) {
      const list = session.querySelector(".board-talks");
      const cards = this.cards(list);
      const next = cards.find((card) => y < card.getBoundingClientRect().top + card.offsetHeight / 2);
      return { list, block: session.dataset.block, next };
    }
    const grid = element.closest(".board-grid");
    return grid && getComputedStyle(grid).gridTemplateColumns.includes(" ") ? this.time(grid, x, y) : null;
  }

  time(grid, x, y) {
    const room = [...grid.querySelectorAll("[data-room]")].findLast((head) => head.getBoundingClientRect().left <= x);
    if (!room) return null;
    const heights = getComputedStyle(grid).gridTemplateRows.split(" ").map(parseFloat);
    let left = y - grid.getBoundingClientRect().top - parseFloat(getComputedStyle(grid).paddingTop);
    let row = -1; // the first row names the rooms
    while (row + 1 < heights.length && left >= heights[row + 1]) left -= heights[++row];
    const minute = Math.min(Number(grid.dataset.first) + Math.max(row, 0) * STEP, 24 * 60 - STEP);
    const label = `${room.textContent.trim()}, ${clock(minute)}`;
    return { grid, day: grid.dataset.day, minute, room: room.dataset.room, label };
  }

  cards(list) {
    return [...list.querySelectorAll(":scope > [data-talk]")].filter((card) => card !== this.carried?.thing);
  }

  mark(target) {
    this.unmark();
    if (target?.list) target.list.insertBefore(this.marker, target.next ?? null);
    (target?.list?.closest("[data-block], #board-unplaced") ?? target?.grid)?.classList.add("board-target");
  }

  unmark() {
    this.marker.remove();
    for (const marked of this.root.querySelectorAll(".board-target")) marked.classList.remove("board-target");
  }

  end() {
    this.carried?.thing.classList.remove("is-carried");
    document.body.classList.remove("board-carrying");
    this.ghost?.remove();
    this.unmark();
    this.carried = this.target = this.ghost = null;
  }

  /* --- By keys: Enter picks up, arrows carry, Enter drops, Escape leaves it where it was --- */

  keyed(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip) return;
    const picks = event.key === "Enter" || event.key === " ";
    if (!this.keys && picks) this.take(grip);
    else if (this.keys && picks) this.put();
    else if (this.keys && event.key === "Escape") this.leave();
    else if (this.keys && event.key.startsWith("Arrow")) this.carry(event.key);
    else return;
    event.preventDefault();
  }

  take(grip) {
    this.carried = this.keys = this.pick(grip);
    grip.setAttribute("aria-pressed", "true");
    this.keys.thing.classList.add("is-carried");
    this.places = this.keys.talk ? this.allPlaces() : [];
    this.place = this.keys.talk ? this.places.findIndex((place) => this.isHere(place)) : -1;
    this.target = this.keys.talk ? null : this.slotOf(this.keys.thing);
    this.say("picked", { title: this.keys.title });
  }

  /* Every place a talk can be carried to: none, then each place in each session, in the order of the page */
  allPlaces() {
    const places = [{ list: this.root.querySelector("[data-off]"), off: true, session: "off" }];
    for (const session of this.root.querySelectorAll("[data-takes-talks]")) {
      const list = session.querySelector(".board-talks");
      const cards = [...this.cards(list), undefined];
      cards.forEach((next, place) =>
        places.push({ list, block: session.dataset.block, next, session, at: place + 1, of: cards.length }),
      );
    }
    return places;
  }

  isHere({ list, next }) {
    const { thing } = this.keys;
    if (thing.parentElement !== list) return false;
    const after = thing.nextElementSibling;
    return list.matches("[data-off]") || (next ?? null) === after;
  }

  slotOf(session) {
    const grid = session.closest(".board-grid");
    const row = Number([...session.classList].find((name) => name.startsWith("at-")).slice(3));
    const column = Number([...session.classList].find((name) => name.startsWith("in-")).slice(3)) - 1;
    return { grid, day: grid.dataset.day, minute: Number(grid.dataset.first) + row * STEP, column };
  }

  carry(key) {
    if (this.keys.talk) this.carryTalk(key);
    else this.carrySession(key);
  }

  carryTalk(key) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[key];
    const { places } = this;
    if (by) this.place = Math.min(Math.max(this.place + by, 0), places.length - 1);
    else {
      const sessions = [...new Set(places.map((place) => place.session))];
      const at = sessions.indexOf(places[Math.max(this.place, 0)].session) + (key === "ArrowRight" ? 1 : -1);
      const session = sessions[Math.min(Math.max(at, 0), sessions.length - 1)];
      this.place = places.findIndex((place) => place.session === session);
    }
    this.target = places[this.place];
    this.mark(this.target);
    this.marker.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (this.target.off) this.say("off");
    else {
      const session = this.target.session.querySelector("header").innerText.replace(/\s+/g, " ").trim();
      this.say("at", { session, place: this.target.at, places: this.target.of });
    }
  }

  carrySession(key) {
    const rooms = [...this.target.grid.querySelectorAll("[data-room]")];
    const minutes = { ArrowUp: -STEP, ArrowDown: STEP }[key] ?? 0;
    const rooms_on = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
    this.target.minute = Math.min(Math.max(this.target.minute + minutes, 0), 24 * 60 - STEP);
    this.target.column = Math.min(Math.max(this.target.column + rooms_on, 0), rooms.length - 1);
    this.target.room = rooms[this.target.column].dataset.room;
    this.target.moved = true;
    this.say("atTime", { room: rooms[this.target.column].textContent.trim(), time: clock(this.target.minute) });
  }

  put() {
    const { keys, target } = this;
    this.release();
    if (!target || (!keys.talk && !target.moved)) this.say("left", keys);
    else this.send(keys, target);
  }

  leave() {
    const { keys } = this;
    this.release();
    this.say("left", keys);
  }

  release() {
    this.keys.grip.setAttribute("aria-pressed", "false");
    this.keys = null;
    this.end();
  }

  /* --- Sending, and what comes back --- */

  send(carried, target) {
    const field = this.form.elements;
    field.talk.value = carried.talk;
    field.moved.value = carried.moved;
    field.block.value = target.block ?? "";
    field.before.value = target.next?.dataset.talk ?? "";
    field.day.value = target.day ?? "";
    field.minute.value = target.minute ?? "";
    field.room.value = target.room ?? "";
    this.sent = carried;
    this.form.requestSubmit();
  }

  remember() {
    this.focused = document.activeElement?.closest("[id]")?.id;
    this.gripped = document.activeElement?.matches("[data-grip]");
  }

  answered(event) {
    if (event.detail.requestConfig?.verb !== "post") return;
    if (!event.detail.successful) {
      this.say("failed");
      return;
    }
    const again = this.focused && document.getElementById(this.focused);
    if (again && document.activeElement === document.body) (this.gripped ? again.querySelector("[data-grip]") : again)?.focus();
    if (this.sent) this.say("dropped", this.sent);
    this.sent = null;
  }
}

function clock(minute) {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

for (const root of document.querySelectorAll("[data-board]")) new Board(root);
