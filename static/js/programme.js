/* What only the reader's own clock knows: what goes on now, and whether it shows another time than the page. */
(() => {
  const page = document.querySelector(".programme");
  if (!page) return;

  /* The lines that have a time; one whose end is unknown lasts until the next one of its list */
  const lines = [...page.querySelectorAll(".slot:not(.slot-called-off) > .slot-time")].map((time) => {
    const [start, end] = [...time.querySelectorAll("time")].map((one) => Date.parse(one.dateTime));
    return { line: time.parentElement, start, end };
  });
  for (const [at, one] of lines.entries()) {
    const following = lines.slice(at + 1).find((other) => other.line.parentElement === one.line.parentElement);
    one.end ??= following?.start ?? one.start + 3_600_000;
  }
  if (!lines.length) return;

  const begins = Math.min(...lines.map((one) => one.start));
  const ends = Math.max(...lines.map((one) => one.end));
  const DAY = 86_400_000;

  let shown = "";
  const mark = () => {
    const at = Date.now();
    const current = lines.map((one) => one.start <= at && at < one.end);
    for (const [index, { line }] of lines.entries()) {
      line.classList.toggle("slot-now", current[index]);
      if (current[index]) line.setAttribute("aria-current", "time");
      else line.removeAttribute("aria-current");
    }
    const state = current.join();
    const now = document.getElementById("now");
    if (state === shown || at < begins - DAY || (at > ends && !shown)) return;
    shown = state;
    if (now && window.htmx) window.htmx.trigger(now, "look-again");
  };
  // Not before htmx has looked over the page, which it does when that is whole
  document.addEventListener("DOMContentLoaded", mark);
  setInterval(mark, 20_000);
  document.addEventListener("visibilitychange", () => document.hidden || mark());

  /* Offer the times of the reader's own zone where they differ; nothing is changed unasked */
  const offer = document.querySelector("[data-zone-offer]");
  if (!offer) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = (zone) =>
    new Date(begins).toLocaleString("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  try {
    if (!own || clock(own) === clock(offer.dataset.zoneOffer)) return;
  } catch {
    return; // a zone that this browser does not know
  }
  const link = offer.querySelector("a");
  link.href = `?${new URLSearchParams({ zone: own })}`;
  link.querySelector("b").textContent = own.split("/").at(-1).replaceAll("_", " ");
  offer.hidden = false;
})();
