import { cookie } from "../text.js";

// <big-text>: 大字版 at once, kept in a cookie (so that the server draws the page big), in localStorage and, through its
// form, with the person who is signed in. Without scripts the form alone does it.
class BigText extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.form = this.querySelector("form");
    this.set((cookie("big") || read()) === "1");
    this.button.addEventListener("click", (event) => {
      event.preventDefault();
      this.set(!document.documentElement.classList.contains("big"));
      this.keep();
    });
  }

  set(big) {
    this.big = big;
    document.documentElement.classList.toggle("big", big);
    this.button.setAttribute("aria-pressed", String(big));
  }

  keep() {
    const value = this.big ? "1" : "0";
    document.cookie = `big=${value}; path=/; max-age=31536000; samesite=lax`;
    try {
      localStorage.setItem("big", value);
    } catch {
      /* private window: the cookie is enough */
    }
    if (!this.form) return;
    const said = new URLSearchParams(new FormData(this.form));
    said.set("big", value);
    fetch(this.form.action, { method: "POST", body: said, redirect: "manual" }).catch(() => {}); // signing in tells it again
  }
}

function read() {
  try {
    return localStorage.getItem("big");
  } catch {
    return "";
  }
}

customElements.define("big-text", BigText);
