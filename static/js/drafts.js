/* What somebody types into a form is not lost: it is kept in this browser at once, and a draft is saved on the
   server when they pause. Nothing is submitted here.
   <form data-keep-as="name" data-keep-at="address, or empty: only kept here" data-keep-for="who types"
         data-unsaved>, with [data-saved-state] and [data-kept] in it; <div data-sent="names"> where it arrived. */

const PAUSE = 3000; // milliseconds without a key before the server is asked
const AGAIN = 15000; // until it is tried again without a connection
const OURS = "draft:";
const NEVER = new Set(["csrfmiddlewaretoken", "then", "line", "seen", "window", "code"]);

/* localStorage, which some browsers refuse */
const storage = {
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // full, or refused: then it is kept nowhere but in the form
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // refused: nothing was kept
    }
  },
  keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(OURS));
    } catch {
      return [];
    }
  },
};

class Draft {
  #timer;
  #asking = false;
  #stopped = false;
  #left = false;

  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-saved-state]");
    this.offer();
    this.saved = "unsaved" in form.dataset ? "" : this.text();
    for (const kind of ["input", "change", "htmx:afterSettle"]) form.addEventListener(kind, () => this.typed());
    form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.isBehind() && this.save());
    // A page that was left may live on unseen: it must not save behind the back of the one that follows.
    window.addEventListener("pagehide", () => this.#left = true);
    window.addEventListener("pageshow", () => {
      this.#left = false;
      this.typed();
    });
  }

  get key() {
    return `${OURS}${this.form.dataset.keepFor}:${this.form.dataset.keepAs}`;
  }

  /* All that is typed, as pairs of name and value */
  pairs() {
    return [...new FormData(this.form)].filter(([name]) => !NEVER.has(name));
  }

  text() {
    return JSON.stringify(this.pairs());
  }

  isBehind() {
    return this.text() !== this.saved;
  }

  say(what, facts = {}) {
    let words = this.state.dataset[what];
    for (const [name, value] of Object.entries(facts)) words = words.replace(`{${name}}`, () => value);
    this.state.hidden = false;
    this.state.dataset.is = what;
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  keep(sent = false) {
    storage.write(this.key, { pairs: this.pairs(), seen: this.form.elements.seen.value, sent });
  }

  typed() {
    if (!this.isBehind()) return;
    this.keep();
    if (!this.form.dataset.keepAt) return this.say("waiting");
    if (this.#stopped) return;
    this.say("typing");
    this.wait(PAUSE);
  }

  wait(milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), milliseconds);
  }

  async save() {
    if (!this.form.dataset.keepAt || this.#stopped || this.#left || this.#asking) return;
    clearTimeout(this.#timer);
    const text = this.text();
    this.#asking = true;
    this.say("saving");
    try {
      const answer = await fetch(this.form.dataset.keepAt, { method: "POST", body: new FormData(this.form) });
      const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
      if (isOurs) this.answered(await answer.json(), text);
      else if (answer.redirected || answer.status === 403) this.say("signedOut");
      else this.unanswered();
    } catch {
      this.unanswered();
    } finally {
      this.#asking = false;
    }
    this.form.dispatchEvent(new CustomEvent("answered"));
  }

  unanswered() {
    this.say("offline");
    this.wait(AGAIN);
  }

  answered(answer, text) {
    if (answer.state === "saved") return this.arrived(answer, text);
    if (answer.state === "conflict") this.#stopped = true;
    this.say(answer.state, answer);
  }

  arrived(answer, text) {
    storage.drop(this.key);
    this.saved = text;
    this.form.elements.seen.value = answer.revision;
    if (this.form.dataset.keepAs !== answer.name) this.begun(answer);
    if (this.isBehind()) return this.typed();
    this.form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    this.say("saved", { time });
  }

  /* A new text has become a draft with an address of its own */
  begun(answer) {
    this.form.dataset.keepAs = answer.name;
    this.form.dataset.keepAt = answer.keep;
    this.form.action = answer.edit;
    history.replaceState(history.state, "", answer.edit);
  }

  /* A button was pressed: what is on its way arrives first, so that nothing is begun twice */
  submitted(event) {
    if (event.submitter?.name === "line") return;
    clearTimeout(this.#timer);
    if (this.#asking) {
      event.preventDefault();
      const again = () => this.form.requestSubmit(event.submitter);
      this.form.addEventListener("answered", again, { once: true });
      return;
    }
    this.keep(true);
  }

  // --- What was typed before and never arrived ---

  offer() {
    const before = `${this.key}.before`; // whatever is typed from now on is kept beside it
    const last = storage.read(this.key);
    const isHere = last && JSON.stringify(last.pairs) === this.text();
    if (last && !isHere) storage.write(before, last);
    if (last && !(isHere && "unsaved" in this.form.dataset)) storage.drop(this.key);
    const kept = storage.read(before);
    if (!kept) return;
    const box = this.form.querySelector("[data-kept]");
    const done = () => {
      storage.drop(before);
      box.hidden = true;
    };
    box.querySelector("[data-kept-title]").textContent = this.summary(kept.pairs);
    box.querySelector("[data-kept-changed]").hidden = kept.seen === this.form.elements.seen.value;
    box.querySelector("[data-kept-drop]").addEventListener("click", done);
    box.querySelector("[data-kept-take]").addEventListener("click", () => {
      this.take(kept.pairs);
      done();
    });
    box.hidden = false;
  }

  summary(pairs) {
    const words = ["title", "abstract"].map((name) => pairs.find((pair) => pair[0] === name)?.[1].slice(0, 120));
    return words.filter(Boolean).join(" – ");
  }

  take(pairs) {
    for (const field of this.form.elements) {
      if (!field.name || NEVER.has(field.name) || field.name.endsWith("_FORMS") || field.type === "submit") continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.form.elements.title?.focus();
  }
}

/* Where a text arrived, its copy goes; nobody finds what somebody else has typed here before */
const tidy = (arrived, whose) => {
  const mine = `${OURS}${whose}:`;
  for (const key of storage.keys()) {
    const isTheirs = !key.startsWith(mine);
    if (isTheirs || (arrived.includes(key.slice(mine.length)) && storage.read(key)?.sent)) storage.drop(key);
  }
};

const form = document.querySelector("form[data-keep-as]");
const sent = document.querySelector("[data-sent]");
const here = form ?? sent;
if (here) tidy(sent?.dataset.sent.split(" ") ?? [], here.dataset.keepFor);
if (form) new Draft(form);
