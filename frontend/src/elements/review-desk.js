import { commandOf } from "../single-keys.js";

// <review-desk>: one item at a time. The rail leads to each; A passes and goes on, R asks for a change, J and K walk.
// Without scripts the items simply follow one another, and everything is posted the same way.
class ReviewDesk extends HTMLElement {
  connectedCallback() {
    this.items = [...this.querySelectorAll(".review-item")];
    this.classList.add("one");
    this.onlyChanged = this.querySelector("[data-only-changed]");
    if (this.onlyChanged) {
      this.onlyChanged.hidden = false;
      this.onlyChanged.addEventListener("click", () => this.toggleChanged());
    }
    this.onHash = () => this.showFromHash();
    this.onKey = (event) => this.pressed(event);
    window.addEventListener("hashchange", this.onHash);
    document.addEventListener("keydown", this.onKey);
    this.addEventListener("change", (event) => this.changed(event.target));
    this.addEventListener("input", (event) => this.typed(event.target));
    this.refresh();
    this.show(this.fromHash() || this.items.find((item) => item.hasAttribute("data-wrong")) || (this.querySelector(".error-summary") ? this.items[this.items.length - 1] : this.items[0]));
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.onHash);
    document.removeEventListener("keydown", this.onKey);
  }

  fromHash() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target && target.closest(".review-item");
  }

  showFromHash() {
    const item = this.fromHash();
    if (!item) return;
    this.show(item);
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target !== item) target.scrollIntoView({ block: "center" });
  }

  show(item) {
    this.current = item;
    for (const other of this.items) other.hidden = other !== item;
    const group = item.dataset.of;
    for (const link of this.querySelectorAll(".outline-link")) {
      const on = link.dataset.item === item.id;
      link.classList.toggle("on", on);
      if (on) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      if (link.dataset.of) link.hidden = link.dataset.of !== group;
      if (on) link.scrollIntoView({ block: "nearest" });
    }
    this.offerPhrases(item);
    if (item.querySelector("[data-change-list]")) this.refresh();
    const body = item.querySelector(".review-body");
    if (body) body.scrollTop = 0;
    this.querySelector(".review-items").scrollTop = 0;
    if (matchMedia("(max-width: 767.98px)").matches) window.scrollTo(0, 0);
  }

  /** 常用语 under the opinion: one template serves every item. */
  offerPhrases(item) {
    const area = item.dataset.of && item.querySelector("textarea");
    if (!area || area.parentElement.querySelector("phrase-list")) return;
    const phrases = this.querySelector("template[data-phrases]").content.cloneNode(true);
    phrases.querySelector("phrase-list").setAttribute("target", area.id);
    area.after(phrases);
  }

  go(step) {
    const walk = this.only ? this.items.filter((item) => item.hasAttribute("data-changed") || item.id === "conclusion") : this.items;
    let at = walk.indexOf(this.current);
    if (at < 0) at = walk.findIndex((item) => this.items.indexOf(item) > this.items.indexOf(this.current)) - (step > 0 ? 1 : 0);
    const next = walk[at + step];
    if (!next) return;
    history.replaceState(null, "", `#${next.id}`);
    this.show(next);
  }

  toggleChanged() {
    this.only = !this.only;
    this.onlyChanged.setAttribute("aria-pressed", String(this.only));
    this.onlyChanged.classList.toggle("strong", this.only);
    if (this.only && !this.current.hasAttribute("data-changed")) {
      const first = this.items.find((item) => item.hasAttribute("data-changed"));
      if (first) this.show(first);
    }
  }

  get opinion() {
    return this.current.querySelector("textarea");
  }

  verdict(value) {
    return this.current.querySelector(`.verdict-bar input[value="${value}"]`);
  }

  changed(input) {
    if (input.closest(".verdict-bar")) {
      this.refresh();
      const item = this.current;
      if (input.value === "yes") setTimeout(() => { if (this.current === item) this.go(1); }, 160); // A may have gone on already
      else if (input.value === "no" && !this.opinion.value.trim()) this.opinion.focus();
    } else if (input.type === "radio" && input.closest(".score-choices")) {
      const other = input.closest(".score-choices").querySelector(".score-other input");
      if (other) other.value = "";
    } else if (input.name && input.name.startsWith("rest-")) this.refresh();
  }

  typed(input) {
    if (!input.closest(".score-other") || !input.value) return;
    for (const radio of input.closest(".score-choices").querySelectorAll("[type=radio]")) radio.checked = false;
  }

  pressed(event) {
    const key = commandOf(event);
    const radio = key === "a" ? this.verdict("yes") : key === "r" ? this.verdict("no") : null;
    if (key === "j") this.go(1);
    else if (key === "k") this.go(-1);
    else if (radio) {
      if (!radio.checked) radio.click();
      if (key === "a") this.go(1); // at once: the next A is for the next item, however fast it comes
    } else return;
    event.preventDefault();
  }

  /** Marks in the rail, counts by dimension and in all, the list of what is to be changed. */
  refresh() {
    const counts = { yes: 0, no: 0, open: 0 };
    const groups = {};
    const list = this.querySelector("[data-change-list]");
    if (list) list.replaceChildren();
    for (const item of this.items) {
      const word = item.querySelector(".verdict-bar input:checked")?.value || "";
      if (!item.dataset.of) continue;
      const rest = this.querySelector(`[name="rest-${item.dataset.of}"]`);
      const stands = word || (rest && rest.checked ? "yes" : "");
      if (stands) counts[stands] += 1;
      else if (!item.hasAttribute("data-optional")) counts.open += 1;
      const group = (groups[item.dataset.of] ||= { done: 0, total: 0 });
      group.total += 1;
      if (stands) group.done += 1;
      const mark = this.querySelector(`[data-item="${CSS.escape(item.id)}"] .mark`);
      if (mark) mark.className = `mark ${stands === "yes" ? "done" : stands === "no" ? "wrong" : item.hasAttribute("data-changed") ? "changed" : ""}`;
      if (stands === "no" && list) list.append(this.point(item));
    }
    if (list) list.hidden = !list.children.length;
    for (const [code, { done, total }] of Object.entries(groups)) {
      const link = this.querySelector(`[data-group="${CSS.escape(code)}"]`);
      link.querySelector("[data-judged]").textContent = `${done}/${total}`;
      link.querySelector(".mark").className = `mark ${done === total ? "done" : ""}`;
    }
    this.say("[data-passed]", counts.yes);
    this.say("[data-changes]", counts.no);
    this.say("[data-left]", counts.open);
    this.say("[data-done]", counts.yes + counts.no);
  }

  say(selector, number) {
    for (const place of this.querySelectorAll(selector)) place.textContent = number;
  }

  point(item) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${item.id}`;
    link.textContent = `${item.querySelector("h2").textContent}：${item.querySelector("textarea").value || "还没写问题"}`;
    line.append(link);
    return line;
  }
}

customElements.define("review-desk", ReviewDesk);
