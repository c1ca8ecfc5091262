// <score-grid>: the table inside behaves like a spreadsheet: arrows and Enter walk between the inputs of
// cells with class "cell"; a block copied from Excel is pasted from the current cell on.
class ScoreGrid extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("paste", (event) => this.pasted(event));
    this.addEventListener("input", (event) => check(event.target));
    this.querySelectorAll(".cell input").forEach(check);
  }

  get grid() {
    return [...this.querySelectorAll("tbody tr")]
      .filter((row) => !row.hidden)
      .map((row) => [...row.querySelectorAll(".cell input:not(:disabled)")])
      .filter((cells) => cells.length);
  }

  place(input) {
    const grid = this.grid;
    const row = grid.findIndex((cells) => cells.includes(input));
    return row < 0 ? null : { grid, row, column: grid[row].indexOf(input) };
  }

  pressed(event) {
    const place = this.place(event.target);
    if (!place || event.ctrlKey || event.metaKey || event.isComposing) return;
    const { value, selectionStart: start, selectionEnd: end } = event.target;
    const steps = {
      ArrowDown: [1, 0],
      Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: end === value.length && [0, 1],
      ArrowLeft: start === 0 && [0, -1],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (place.grid[place.row + step[0]] || [])[place.column + step[1]];
    if (!next) return;
    next.focus();
    next.select();
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  pasted(event) {
    const place = this.place(event.target);
    const text = event.clipboardData.getData("text");
    if (!place || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((value, right) => {
        const input = (place.grid[place.row + down] || [])[place.column + right];
        if (!input) return;
        input.value = value.trim();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  }
}

/** Over the full score (data-max) or no number at all: said at once, in the cell. */
function check(input) {
  const cell = input.closest && input.closest(".cell");
  if (!cell) return;
  const most = Number(input.dataset.max);
  const value = input.value.trim();
  const wrong = value && (Number.isNaN(Number(value)) ? "请填数字" : most && Number(value) > most ? `最高 ${most} 分，请改` : Number(value) < 0 ? "不能是负数" : "");
  cell.classList.toggle("wrong", Boolean(wrong));
  let bubble = cell.querySelector(".bubble");
  if (wrong && !bubble) {
    bubble = document.createElement("span");
    bubble.className = "bubble";
    bubble.setAttribute("role", "alert");
    cell.append(bubble);
  }
  if (bubble && wrong) bubble.textContent = wrong;
  else if (bubble) bubble.remove();
}

customElements.define("score-grid", ScoreGrid);
