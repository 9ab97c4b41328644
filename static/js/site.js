/* Small helps; every page works without them. */

/* <button data-copy="id of a field" data-done="Copied"> */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    // no clipboard here: the address stays selected, ready for the reader's own keys
  }
});

/* <form data-guard>: ask before leaving with something typed and not sent */
const touched = new Set();
document.addEventListener("input", (event) => {
  if (event.target.form?.matches("[data-guard]")) touched.add(event.target.form);
});
document.addEventListener("submit", (event) => event.defaultPrevented || touched.clear());
document.addEventListener("kept", (event) => touched.delete(event.target)); // drafts.js has saved it
window.addEventListener("beforeunload", (event) => {
  if (touched.size) event.preventDefault();
});

/* Who signs out leaves nothing typed behind in this browser; see drafts.js */
document.addEventListener("submit", (event) => {
  if (!event.target.getAttribute("action")?.includes("/logout/")) return;
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith("draft:")) localStorage.removeItem(key);
  } catch {
    // no storage here, so nothing is kept
  }
});

/* What is wider than the page scrolls inside itself; then, and only then, the keyboard stops there */
const scrollers = ".wide, .table-wrap, :is(p, dd, h1, h2, h3):has(math)";
const reachable = () => {
  for (const box of document.querySelectorAll(scrollers)) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
reachable();
window.addEventListener("resize", reachable);
document.addEventListener("htmx:afterSettle", reachable);

/* After a form came back with errors, begin at what they are */
document.querySelector("[data-focus]")?.focus();
