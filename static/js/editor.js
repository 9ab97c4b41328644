/* Writing: a live preview that never touches what was typed, and a warning before leaving it unsaved.
   <textarea data-preview-url="…" data-preview-target="preview-id"> */

const WAIT = 400;

const show = (target, state, html) => {
  target.dataset.state = state;
  if (html !== undefined) target.querySelector("[data-preview-body]").innerHTML = html;
};

const body = (textarea) => {
  const form = new FormData(textarea.form);
  form.set("text", textarea.value);
  return form;
};

const watch = (textarea) => {
  const target = document.getElementById(textarea.dataset.previewTarget);
  let timer;
  let request;

  const refresh = async () => {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(textarea.dataset.previewUrl, {
        method: "POST",
        body: body(textarea),
        headers: { "X-CSRFToken": textarea.form.elements.csrfmiddlewaretoken?.value ?? "" },
        signal: request.signal,
      });
      if (answer.ok) show(target, "fresh", await answer.text());
      else show(target, "failed");
    } catch (error) {
      if (error.name !== "AbortError") show(target, "failed");
    }
  };

  textarea.addEventListener("input", () => {
    show(target, "stale");
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT);
  });
  if (textarea.value) refresh();
};

for (const textarea of document.querySelectorAll("textarea[data-preview-url]")) watch(textarea);
