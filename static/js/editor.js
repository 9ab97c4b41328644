/* A live preview beside what is written. It only reads the form; what was typed is never touched.
   <textarea data-preview-url="…" data-preview-target="id of components/preview.html"> */

const PAUSE = 400; // milliseconds without a key before the server is asked

class Preview {
  #asked;
  #timer;

  constructor(textarea) {
    this.textarea = textarea;
    this.form = textarea.form;
    this.target = document.getElementById(textarea.dataset.previewTarget);
    this.form.addEventListener("input", () => this.wait());
    if (textarea.value) this.refresh();
  }

  wait() {
    this.target.dataset.state = "stale";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), PAUSE);
  }

  async refresh() {
    this.#asked?.abort();
    this.#asked = new AbortController();
    try {
      this.show(await this.ask(this.#asked.signal));
    } catch (error) {
      if (error.name !== "AbortError") this.target.dataset.state = "failed";
    }
  }

  async ask(signal) {
    const body = new FormData(this.form);
    body.set("text", this.textarea.value);
    const headers = { "X-CSRFToken": body.get("csrfmiddlewaretoken") ?? "" };
    const answer = await fetch(this.textarea.dataset.previewUrl, { method: "POST", body, headers, signal });
    if (!answer.ok || answer.redirected) throw new Error(`preview: ${answer.status}`);
    return answer.text();
  }

  show(html) {
    this.target.querySelector("[data-preview-body]").innerHTML = html;
    this.target.dataset.state = "fresh";
  }
}

for (const textarea of document.querySelectorAll("textarea[data-preview-url]")) new Preview(textarea);
