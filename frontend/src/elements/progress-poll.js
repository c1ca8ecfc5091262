// <progress-poll url state interval>: follows a job; the page is drawn again when the job has ended.
// Answers: {state: queued|running|done|failed, done, total, label, error?, url?}
class ProgressPoll extends HTMLElement {
  connectedCallback() {
    this.pause = (Number(this.getAttribute("interval")) || 2) * 1000;
    if (!ended(this.getAttribute("state"))) this.timer = setTimeout(() => this.ask(), this.pause);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async ask() {
    let job = null;
    try {
      const response = await fetch(this.getAttribute("url"), { headers: { Accept: "application/json" } });
      if (response.ok) job = await response.json();
    } catch {
      /* the network is away: ask again, more slowly */
    }
    if (job) this.show(job);
    else this.pause = Math.min(this.pause * 2, 30000);
    if (job && ended(job.state)) return this.finish(job);
    this.timer = setTimeout(() => this.ask(), this.pause);
  }

  show(job) {
    const bar = this.querySelector("progress");
    bar.max = job.total || 1;
    bar.value = job.done || 0;
    this.text("[data-label]", job.label);
    this.text("[data-count]", `${job.done} / ${job.total}`);
    this.text("[data-error]", job.error);
  }

  text(selector, text) {
    const place = this.querySelector(selector);
    if (!place || text === undefined) return;
    place.textContent = text;
    if (selector === "[data-error]") place.hidden = !text;
  }

  finish(job) {
    this.setAttribute("state", job.state);
    this.dispatchEvent(new CustomEvent("progress-end", { bubbles: true, detail: job }));
    if (job.url) location.assign(job.url);
    else if (job.state === "done") location.reload();
  }
}

const ended = (state) => state === "done" || state === "failed";

customElements.define("progress-poll", ProgressPoll);
