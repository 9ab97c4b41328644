/* The desk's search box as a combobox: / or Ctrl+K leads there, arrows choose, Enter opens, Escape closes.
   htmx brings the list; without scripts the form leads to a page of results. */

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

class DeskSearch {
  constructor(form) {
    this.input = form.querySelector("input");
    this.panel = form.querySelector("#desk-found");
    this.status = form.querySelector("[data-found-status]");
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": "desk-found",
      "aria-expanded": "false",
      "aria-keyshortcuts": "/ Control+K Meta+K",
    })) {
      this.input.setAttribute(name, value);
    }
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("input", () => this.input.value.trim().length < 2 && this.close());
    this.input.addEventListener("focus", () => this.options.length && this.open());
    form.addEventListener("focusout", () => this.close());
    this.panel.addEventListener("htmx:afterSwap", () => this.arrived());
    this.panel.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    this.panel.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
    document.addEventListener("keydown", (event) => this.called(event));
  }

  get options() {
    return [...this.panel.querySelectorAll("[role=option]")];
  }

  get chosen() {
    return this.panel.querySelector("[aria-selected=true]");
  }

  called(event) {
    const slash = event.key === "/" && !event.target.closest(TYPING) && !event.ctrlKey && !event.metaKey && !event.altKey;
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (!slash && !chord) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }

  pressed(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      this.open();
      this.move(step);
    } else if (event.key === "Enter" && this.chosen) {
      event.preventDefault();
      this.go(this.chosen);
    } else if (event.key === "Escape") {
      if (this.panel.hidden) this.input.value = "";
      this.close();
    }
  }

  arrived() {
    this.status.textContent = this.panel.querySelector("[data-status]")?.dataset.status ?? "";
    if (this.input.value.trim().length >= 2 && document.activeElement === this.input) this.open();
  }

  move(step) {
    const options = this.options;
    const place = options.indexOf(this.chosen);
    const next = place < 0 ? (step > 0 ? 0 : options.length - 1) : (place + step + options.length) % options.length;
    this.choose(options[next]);
  }

  choose(option) {
    this.chosen?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  go(option) {
    if (option) window.location.assign(option.dataset.href);
  }

  open() {
    this.panel.hidden = false;
    this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    this.input.setAttribute("aria-controls", this.options.length ? "desk-options" : "desk-found");
  }

  close() {
    this.choose(null);
    this.panel.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}

for (const form of document.querySelectorAll("[data-desk-search]")) new DeskSearch(form);
