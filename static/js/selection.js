/* A reader's own selection of a programme, kept in this browser alone: no account, no cookie. */
(() => {
  const root = document.querySelector("[data-selection]");
  const template = document.getElementById("star");
  if (!root || !template) return;

  const key = `selection:${root.dataset.selection}`;
  const talks = [...document.querySelectorAll("[data-talk]")];

  let chosen = new Set();
  const read = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(key) ?? "[]");
      chosen = new Set(Array.isArray(stored) ? stored.filter(Number.isSafeInteger) : []);
    } catch {
      // storage is forbidden, or holds something else: what is chosen holds for this page only
    }
  };
  const keep = () => {
    try {
      if (chosen.size) localStorage.setItem(key, JSON.stringify([...chosen]));
      else localStorage.removeItem(key);
    } catch {
      // as above
    }
  };

  const number = (talk) => Number(talk.dataset.talk);
  const choose = (some, isChosen) => {
    read();
    for (const talk of some) chosen[isChosen ? "add" : "delete"](number(talk));
    keep();
    show();
  };

  /* The talks of a session are the lines that follow its head */
  const talksOf = (head) => {
    const found = [];
    for (let line = head.nextElementSibling; line; line = line.nextElementSibling) {
      if (line.matches(".slot-session, .slot-social, .slot-break, .slot-alone")) break;
      found.push(...(line.dataset.talk ? [line] : line.querySelectorAll("[data-talk]")));
    }
    return found;
  };

  const stars = [];
  const addStar = (place, some, name, kind) => {
    const star = template.content.firstElementChild.cloneNode(true);
    const words = star.querySelector(".visually-hidden");
    if (words) words.textContent = star.dataset[kind] + name.textContent.trim();
    star.addEventListener("click", () => choose(some, !some.every((talk) => chosen.has(number(talk)))));
    place.append(star);
    stars.push({ star, some, place });
  };
  for (const talk of talks) addStar(talk, [talk], talk.querySelector("[data-name], .slot-title"), "ofTalk");
  for (const head of document.querySelectorAll(".slot-session")) {
    const some = talksOf(head);
    if (some.length > 1) addStar(head, some, head.querySelector("h3"), "ofSession");
    else if (some.length) stars.push({ some, place: head });
    else head.classList.add("has-chosen"); // nothing to choose: shown to everybody
  }

  const show = () => {
    for (const { star, some, place } of stars) {
      const there = some.filter((talk) => chosen.has(number(talk))).length;
      place.classList.toggle("has-chosen", there > 0);
      star?.setAttribute("aria-pressed", there === some.length ? "true" : there ? "mixed" : "false");
    }
    showPanel();
  };

  const panel = root.querySelector(".selection-some");
  const only = root.querySelector("[data-only]");
  const showPanel = () => {
    if (!panel) return;
    const here = talks.map(number).filter((one) => chosen.has(one));
    panel.hidden = here.length === 0;
    root.querySelector(".selection-none").hidden = here.length > 0;
    root.querySelector("[data-number]").textContent = here.length;
    if (here.length === 0) showOnly(false);
    const query = `?talks=${here.join(",")}`;
    const address = root.dataset.calendar + query;
    for (const link of root.querySelectorAll("[data-address]")) {
      link.search = query;
      if (link.dataset.address === "follow") link.href = address.replace(/^https?:/, "webcal:");
    }
    const field = document.getElementById("selection-address");
    if (field) field.value = address;
  };

  const showOnly = (isOnly) => {
    only.setAttribute("aria-pressed", String(isOnly));
    document.querySelector(".programme").classList.toggle("only-chosen", isOnly);
  };
  only?.addEventListener("click", () => showOnly(only.getAttribute("aria-pressed") !== "true"));
  root.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  root.querySelector("[data-clear]")?.addEventListener("click", () => {
    choose(talks, false);
    talks[0]?.querySelector(".star").focus();
  });

  read();
  show();
  window.addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    if (event.newValue === null) chosen.clear();
    read();
    show();
  });
})();
