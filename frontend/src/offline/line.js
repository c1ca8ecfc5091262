// How the line to the server is, for whoever shows it: "open", "away" (no network, or no answer), "expired" (signed out).
const RETRY = 5000; // ms between tries while the line is away

class Line extends EventTarget {
  constructor() {
    super();
    this.state = navigator.onLine === false ? "away" : "open";
    window.addEventListener("online", () => { this.become("open"); this.again(); });
    window.addEventListener("offline", () => this.become("away"));
    window.addEventListener("focus", () => { if (this.state !== "open") this.again(); }); // signed in again in another window
    window.addEventListener("pageshow", () => { if (this.state !== "open") this.again(); });
  }

  become(state) {
    clearTimeout(this.timer);
    if (state === "away") this.timer = setTimeout(() => this.again(), RETRY);
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }

  /** Everybody who has something to send tries now. */
  again() {
    clearTimeout(this.timer);
    this.dispatchEvent(new Event("again"));
  }
}

export const line = new Line();
