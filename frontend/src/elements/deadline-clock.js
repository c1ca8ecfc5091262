import { dueText } from "../text.js";

// <deadline-clock due now>: keeps a deadline's words true while the page stays open.
// It counts on from the server's time: the clocks of county PCs are often wrong.
class DeadlineClock extends HTMLElement {
  connectedCallback() {
    this.due = new Date(this.getAttribute("due"));
    this.from = new Date(this.getAttribute("now") || Date.now());
    this.started = performance.now();
    this.timer = setInterval(() => this.show(), 30000);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    if (Number.isNaN(this.due.getTime())) return;
    const now = new Date(this.from.getTime() + performance.now() - this.started);
    const changed = dueText(this.due, now);
    if (!changed) return;
    const { text, tone } = changed;
    const place = this.querySelector(".deadline") || this.appendChild(document.createElement("span"));
    if (place.textContent !== text) place.textContent = text;
    place.className = `deadline tone-${tone}`;
  }
}

customElements.define("deadline-clock", DeadlineClock);
