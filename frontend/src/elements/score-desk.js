// <score-desk>: the drawer shows the line that is being scored; counts what is scored; fills empty scores with the rule's.
class ScoreDesk extends HTMLElement {
  connectedCallback() {
    this.rows = [...this.querySelectorAll("tr[data-code]")];
    this.parts = [...this.querySelectorAll(".drawer-item")];
    this.classList.add("ready");
    this.addEventListener("focusin", (event) => this.look(event.target.closest("tr[data-code]")));
    this.addEventListener("click", (event) => this.clicked(event));
    this.addEventListener("input", () => this.count());
    this.addEventListener("change", () => this.count());
    this.look(this.rows.find((row) => row.classList.contains("wrong-row")) || this.rows[0]);
    this.count();
  }

  look(row) {
    if (!row) return;
    for (const other of this.rows) other.classList.toggle("on", other === row);
    for (const part of this.parts) part.classList.toggle("on", part.dataset.code === row.dataset.code);
  }

  clicked(event) {
    const link = event.target.closest("[data-detail]");
    const fill = event.target.closest(".score-fill");
    const wide = matchMedia("(min-width: 768px)").matches;
    if (link && wide) {
      event.preventDefault();
      this.look(link.closest("tr"));
    } else if (fill) {
      event.preventDefault();
      this.fill();
    } else this.look(event.target.closest("tr[data-code]"));
  }

  get scores() {
    return [...this.querySelectorAll(".cell input")];
  }

  fill() {
    for (const input of this.scores) {
      if (input.value.trim() || !input.dataset.rule || this.leftOut(input)) continue;
      input.value = input.dataset.rule;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const open = this.scores.find((input) => !input.value.trim() && !this.leftOut(input));
    if (open) open.focus();
  }

  leftOut(input) {
    const box = input.closest("tr").querySelector('[name^="na-"]');
    return Boolean(box && box.checked);
  }

  count() {
    const scores = this.scores;
    const done = scores.filter((input) => input.value.trim() || this.leftOut(input)).length;
    const sum = scores.reduce((total, input) => total + (this.leftOut(input) ? 0 : Number(input.value) || 0), 0);
    const box = this.querySelector("[data-progress]");
    if (!box) return;
    box.hidden = !scores.length;
    box.querySelector("[data-scored]").textContent = done;
    box.querySelector("[data-lines]").textContent = scores.length;
    box.querySelector("[data-sum]").textContent = `小计 ${Math.round(sum * 100) / 100}`;
    const bar = box.querySelector("progress");
    bar.max = scores.length || 1;
    bar.value = done;
  }
}

customElements.define("score-desk", ScoreDesk);
