const PAUSE = 120; // ms on a cell before its surroundings are fetched
const TYPING = 900; // ms after the last key in the reason

// The drawer: proofs, scores of others and the rule of the cell being scored, and its reason.
export class Drawer {
  constructor(grid, element) {
    this.grid = grid;
    this.element = element;
    this.fetched = new Map();
    this.reason = this.part("[data-reason]");
    this.reason.addEventListener("input", () => this.typing());
    this.reason.addEventListener("change", () => this.flush());
    this.reason.addEventListener("keydown", (event) => { if (event.key === "Escape") this.backToCell(); });
    element.addEventListener("click", (event) => this.clicked(event));
    element.addEventListener("change", (event) => this.chosen(event));
  }

  part(selector) { return this.element.querySelector(selector); }

  get isShown() { return getComputedStyle(this.element).display !== "none"; }

  open() {
    this.element.classList.add("open");
    if (this.cell) this.load();
  }

  show(cell) {
    this.flush();
    this.cell = cell;
    this.part("[data-drawer-village]").textContent = cell.row.dataset.village;
    this.part("[data-drawer-line]").textContent = cell.title;
    this.refresh();
    clearTimeout(this.timer);
    if (this.isShown) this.timer = setTimeout(() => this.load(), PAUSE);
  }

  /** The cell's content changed elsewhere. */
  refresh() {
    const { cell } = this;
    if (!cell) return;
    const { reason, na, score } = cell.content;
    this.part("[data-reason-box]").hidden = false;
    if (document.activeElement !== this.reason) this.reason.value = reason;
    this.reason.readOnly = !cell.editable;
    this.part("[data-reason-box]").classList.toggle("lacking", cell.td.classList.contains("lacking"));
    const take = this.part("[data-take]");
    take.hidden = !cell.editable || !cell.rule || score !== "" || na;
    take.querySelector("span").textContent = `采用建议 ${cell.rule}`;
    this.part("[data-na-box]").hidden = cell.isFound || !cell.editable;
    this.part("[data-na]").checked = na;
    this.part("[data-reason-hint]").textContent = cell.td.dataset.kind === "penalty" ? "倒扣必填" : "与细则不一致时必填";
  }

  async load() {
    const { cell } = this;
    if (!cell || this.loaded === cell.key) return;
    const address = `${this.grid.host.getAttribute("drawer-url")}${cell.key}/`;
    try {
      if (!this.fetched.has(address)) {
        const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (!response.ok || response.redirected) return;
        this.fetched.set(address, await response.text());
      }
    } catch {
      return; // the line is cut; the cell itself can still be scored
    }
    if (this.cell.key === cell.key) this.fill(cell, this.fetched.get(address));
  }

  fill(cell, html) {
    this.loaded = cell.key;
    const page = new DOMParser().parseFromString(html, "text/html");
    const [top, rule] = ["top", "rule"].map((name) => page.querySelector(`[data-part="${name}"]`));
    if (!top) return;
    this.part("[data-drawer-line]").textContent = top.dataset.title;
    this.part("[data-drawer-top]").replaceChildren(...top.childNodes);
    this.part("[data-drawer-rule]").replaceChildren(...rule.childNodes);
    this.part("[data-phrases]").replaceChildren(...top.dataset.phrases.split("|").map(chip));
    this.showFound();
  }

  /** The choices of a bonus or penalty item as the cell stands. */
  showFound() {
    const box = this.part("[data-found]");
    if (!box) return;
    const basis = this.cell.content.basis || {};
    for (const input of box.querySelectorAll("input")) {
      input.disabled = !this.cell.editable;
      if (input.type === "number") input.value = basis[input.dataset.words] || "";
      else input.checked = Array.isArray(basis) && basis.includes(input.value);
    }
  }

  typing() {
    if (!this.cell || !this.cell.editable) return;
    this.cell.reason = this.reason.value;
    this.grid.typing(this.cell);
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.flush(), TYPING);
  }

  flush() {
    clearTimeout(this.writing);
    if (this.cell && this.cell.td.isConnected) this.grid.commit(this.cell);
  }

  chosen({ target }) {
    if (!this.cell) return;
    if (target.matches("[data-na]")) this.grid.leaveOut([this.cell], target.checked);
    if (target.name === "found") this.find();
  }

  find() {
    const inputs = [...this.part("[data-found]").querySelectorAll("input")];
    const isBonus = this.part("[data-found]").dataset.found === "bonus";
    const counts = inputs.filter((input) => Number(input.value) > 0).map((input) => [input.dataset.words, Number(input.value)]);
    const basis = isBonus ? inputs.filter((input) => input.checked).map((input) => input.value) : Object.fromEntries(counts);
    const none = !Object.keys(basis).length;
    this.grid.give(this.cell, { score: none ? "0" : "", basis: none ? null : basis });
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-drawer-close]")) this.close();
    if (button.matches("[data-take]")) this.grid.take([this.cell]);
    if (button.matches("[data-none]")) { this.grid.give(this.cell, { score: "0", basis: null }); this.showFound(); }
  }

  close() {
    this.flush();
    if (this.element.classList.contains("open")) this.element.classList.remove("open");
    else this.grid.host.classList.toggle("drawer-away");
  }

  backToCell() {
    this.flush();
    if (this.cell) this.grid.walking.go(this.cell.td);
  }

  focusReason() { this.open(); this.reason.focus(); }

  async focusFound() {
    this.open();
    await this.load();
    const input = this.part("[data-found] input");
    if (input) input.focus();
  }
}

function chip(words) {
  const button = document.createElement("button");
  button.className = "chip";
  button.type = "button";
  button.textContent = words;
  return button;
}
