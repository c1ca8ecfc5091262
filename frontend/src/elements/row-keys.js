import { commandOf } from "../single-keys.js";

// <row-keys>: J and K walk through the rows of the table inside, Enter opens the row's first link, X ticks its box.
class RowKeys extends HTMLElement {
  connectedCallback() {
    this.onKey = (event) => this.pressed(event);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.onKey);
  }

  get rows() {
    return [...this.querySelectorAll("tbody tr")].filter((row) => row.querySelector("a[href]"));
  }

  pressed(event) {
    const key = commandOf(event);
    if (!key) return;
    const rows = this.rows;
    const at = rows.findIndex((row) => row.classList.contains("on"));
    if (key === "j") this.go(rows, Math.min(at + 1, rows.length - 1));
    else if (key === "k") this.go(rows, Math.max(at - 1, 0));
    else if (at >= 0 && key === "x") rows[at].querySelector("[data-row]")?.click();
    else if (at >= 0 && key === "enter" && event.target === document.body) rows[at].querySelector("a[href]").click();
  }

  go(rows, index) {
    rows.forEach((row, other) => row.classList.toggle("on", other === index));
    rows[index]?.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("row-keys", RowKeys);
