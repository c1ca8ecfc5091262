import { cookie } from "../text.js";

// <big-text>: 大字版, kept in a cookie (so that the server draws the page big at once) and in localStorage.
class BigText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    const kept = cookie("big") || read();
    this.set(kept === "1");
    this.button.addEventListener("click", () => this.set(!document.documentElement.classList.contains("big"), true));
  }

  set(big, keep = false) {
    document.documentElement.classList.toggle("big", big);
    this.button.setAttribute("aria-pressed", String(big));
    if (keep) write(big ? "1" : "0");
  }
}

function read() {
  try {
    return localStorage.getItem("big");
  } catch {
    return "";
  }
}

function write(value) {
  document.cookie = `big=${value}; path=/; max-age=31536000; samesite=lax`;
  try {
    localStorage.setItem("big", value);
  } catch {
    /* private window: the cookie is enough */
  }
}

customElements.define("big-text", BigText);
