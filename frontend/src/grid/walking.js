import { Cell } from "./cell.js";

// Where the cells are: rows and columns of what is shown, the block that is chosen.
export class Walking {
  constructor(table) {
    this.table = table;
    this.end = null; // the far corner of the block; the near one is the cell with the focus
  }

  get rows() {
    return [...this.table.querySelectorAll("tr[data-application]")].filter((row) => !row.closest("[hidden]"));
  }

  cells(row) { return [...row.querySelectorAll("td.cell")]; }

  place(td) {
    const rows = this.rows;
    const down = rows.indexOf(td.parentElement);
    return { rows, down, right: this.cells(td.parentElement).indexOf(td) };
  }

  /** The cell so many rows down and columns right; past the last column comes the next row. */
  step(td, down, right, wrap = false) {
    const at = this.place(td);
    const row = at.rows[at.down + down];
    if (!row) return null;
    const cells = this.cells(row);
    const next = cells[at.right + right];
    if (next || !wrap) return next || null;
    const other = at.rows[at.down + (right > 0 ? 1 : -1)];
    if (!other) return null;
    const there = this.cells(other);
    return right > 0 ? there[0] : there[there.length - 1];
  }

  go(td) {
    if (!td) return;
    const input = td.querySelector("input");
    input.focus();
    input.select();
    input.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  extend(td, down, right) {
    const next = this.step(this.end || td, down, right);
    if (next) this.choose(td, next);
  }

  choose(from, to) {
    this.clear();
    this.end = to;
    for (const row of this.block(from)) for (const cell of row) cell.mark("chosen", true);
    to.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  clear() {
    this.end = null;
    for (const td of this.table.querySelectorAll(".chosen")) td.classList.remove("chosen");
  }

  /** The cells chosen, as rows; one cell where nothing was chosen. */
  block(td) {
    const one = this.place(td);
    const other = this.end && this.end.isConnected ? this.place(this.end) : one;
    const [top, bottom] = [one.down, other.down].sort((a, b) => a - b);
    const [left, right] = [one.right, other.right].sort((a, b) => a - b);
    return one.rows.slice(top, bottom + 1).map((row) => this.cells(row).slice(left, right + 1).map((cell) => new Cell(cell)));
  }
}
