import { empty, read, textOf, wrongWith } from "./contents.js";

// One cell of the page: a <td class="cell"> with its input. What stands on the server is in its data attributes.
export class Cell {
  constructor(td) {
    this.td = td;
    this.input = td.querySelector("input");
    this.row = td.parentElement;
  }

  static of(target) {
    const td = target && target.closest ? target.closest("td.cell") : null;
    return td ? new Cell(td) : null;
  }

  get application() { return this.row.dataset.application; }
  get code() { return this.td.dataset.code; }
  get key() { return `${this.application}/${this.code}`; }
  get isFound() { return this.td.dataset.kind !== "indicator"; } // bonus and penalty items: given in the drawer
  get editable() { return "editable" in this.row.dataset; }
  get rule() { return this.td.dataset.rule; }
  get most() { return this.td.dataset.max; }
  get version() { return Number(this.td.dataset.version); }
  get title() { return this.td.dataset.label; }

  /** As typed: the input's text with the reason and basis that belong to it. */
  get content() {
    const { reason = "", basis } = this.td.dataset;
    return { ...empty(), ...read(this.input.value), reason, basis: basis ? JSON.parse(basis) : null };
  }

  set content(content) {
    this.input.value = textOf(content);
    this.reason = content.reason;
    this.basis = content.basis;
  }

  set reason(text) { this.td.dataset.reason = text; }

  set basis(basis) {
    if (basis) this.td.dataset.basis = JSON.stringify(basis);
    else delete this.td.dataset.basis;
  }

  get wrong() { return this.isFound ? "" : wrongWith(this.content, this.most); }

  mark(name, on) { this.td.classList.toggle(name, Boolean(on)); }

  /** A short sentence under the cell. */
  say(words) {
    let bubble = this.td.querySelector(".bubble");
    this.mark("wrong", words);
    if (!words) {
      if (bubble) bubble.remove();
      return;
    }
    if (!bubble) {
      bubble = document.createElement("span");
      bubble.className = "bubble";
      bubble.setAttribute("role", "alert");
      this.td.append(bubble);
    }
    bubble.textContent = words;
  }

  /** Both values beside the cell; the person says which stands. */
  ask(mine, theirs, choose) {
    this.stopAsking();
    const box = document.createElement("div");
    box.className = "both";
    box.setAttribute("role", "alertdialog");
    const who = theirs && theirs.by ? `${theirs.by} ${theirs.at}` : "别人";
    box.append(line(`${who} 评为`, theirs), line("您评为", mine));
    for (const [label, which] of [["用我的", "mine"], ["用对方的", "theirs"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-quiet btn-sm";
      button.textContent = label;
      button.dataset.use = which;
      button.addEventListener("click", () => { this.stopAsking(); choose(which); this.input.focus(); });
      box.append(button);
    }
    this.td.append(box);
    this.mark("stale", true);
  }

  stopAsking() {
    const box = this.td.querySelector(".both");
    if (box) box.remove();
    this.mark("stale", false);
  }

  get asks() { return this.td.querySelector(".both"); }
}

function line(words, content) {
  const text = document.createElement("p");
  const value = document.createElement("b");
  value.textContent = (content && textOf(content)) || "（空）";
  text.append(`${words} `, value);
  if (content && content.reason) text.append(`：${content.reason}`);
  return text;
}
