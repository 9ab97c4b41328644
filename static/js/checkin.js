/* Checking people in: the camera reads codes where the browser can; without scripts names will do. */

const SAME_AGAIN = 5000; // so long a code that stays in front of the camera counts once

class Scanner {
  constructor(section) {
    this.button = section.querySelector("[data-scan]");
    this.video = section.querySelector("video");
    this.form = section.querySelector("[data-scan-form]");
    this.status = section.querySelector("[data-scan-status]");
    this.start = this.button.textContent;
    this.seen = { text: "", at: 0 };
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) {
      this.status.textContent = this.status.dataset.none;
      return;
    }
    this.button.hidden = false;
    this.button.addEventListener("click", () => (this.stream ? this.close() : this.open()));
    window.addEventListener("pagehide", () => this.close());
  }

  async open() {
    try {
      this.detector ??= new BarcodeDetector({ formats: ["qr_code"] });
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      this.status.textContent = this.status.dataset.refused;
      return;
    }
    this.status.textContent = "";
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    this.button.textContent = this.button.dataset.stop;
    await this.video.play();
    this.look();
  }

  close() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.video.hidden = true;
    this.video.srcObject = null;
    this.button.textContent = this.start;
  }

  async look() {
    if (!this.stream) return;
    try {
      const [found] = await this.detector.detect(this.video);
      if (found) this.read(found.rawValue);
    } catch {
      // no picture yet: the next one will do
    }
    setTimeout(() => this.look(), 150);
  }

  read(text) {
    const now = Date.now();
    if (text === this.seen.text && now - this.seen.at < SAME_AGAIN) {
      this.seen.at = now;
      return;
    }
    this.seen = { text, at: now };
    navigator.vibrate?.(60);
    this.form.elements.code.value = text;
    this.form.requestSubmit();
  }
}

for (const section of document.querySelectorAll("[data-scanner]")) new Scanner(section);

/* After somebody is checked in, the fields are ready for the next; what was said is brought into sight */
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig?.verb !== "post" || !event.detail.successful) return;
  for (const field of document.querySelectorAll("[data-find] input, [data-scan-form] [name=code]")) field.value = "";
  document.querySelector("#entrance .messages")?.scrollIntoView({ block: "nearest" });
});
