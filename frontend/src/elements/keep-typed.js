// <keep-typed> around a form: what was typed and not handed in is there again after a reload, an expired session or a
// wrong click. Kept in this window only and gone when it closes: county PCs are shared.
import { person } from "../offline/identity.js";

const WAIT = 400;

class KeepTyped extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form) return;
    this.key = `typed:${person()}:${location.pathname}`;
    if (!document.querySelector(".error-summary")) this.restore();
    for (const kind of ["input", "change"]) this.addEventListener(kind, () => this.later());
    addEventListener("pagehide", () => this.save());
  }

  get controls() {
    return [...this.form.elements].filter((one) => one.name && one.name !== "csrfmiddlewaretoken" && !/^(hidden|submit|button|file|fieldset)$/.test(one.type));
  }

  later() {
    this.dirty = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), WAIT);
  }

  save() {
    if (!this.dirty) return;
    const typed = this.controls.filter((one) => !/^(radio|checkbox)$/.test(one.type) || one.checked).map((one) => [one.name, one.value]);
    try {
      sessionStorage.setItem(this.key, JSON.stringify(typed));
    } catch { /* a full or forbidden store: the page still works */ }
  }

  restore() {
    let typed;
    try {
      typed = JSON.parse(sessionStorage.getItem(this.key) || "null");
    } catch { return; }
    if (!typed) return;
    const values = new Map();
    for (const [name, value] of typed) values.set(name, [...(values.get(name) || []), value]);
    for (const one of this.controls) {
      const kept = values.get(one.name) || [];
      if (/^(radio|checkbox)$/.test(one.type)) one.checked = kept.includes(one.value);
      else if (kept.length) one.value = kept[kept.length - 1];
    }
    this.dirty = true;
    this.say();
  }

  say() {
    const note = document.createElement("div");
    note.className = "notice tone-blue kept-note";
    note.setAttribute("role", "status");
    note.append("已恢复您刚才填写、还没有提交的内容。");
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "btn-plain";
    drop.textContent = "不要了，重新填";
    drop.addEventListener("click", () => {
      this.dirty = false;
      sessionStorage.removeItem(this.key);
      location.reload();
    });
    note.append(" ", drop);
    (this.querySelector("[data-kept]") || this.form).prepend(note);
  }
}

customElements.define("keep-typed", KeepTyped);
