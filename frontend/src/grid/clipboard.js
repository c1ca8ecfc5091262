import { Cell } from "./cell.js";
import { empty, read, same, textOf } from "./contents.js";

/** Tab-separated text of a block of cells, as Excel takes it. */
export const textOfBlock = (block) => block.map((row) => row.map((cell) => textOf(cell.content)).join("\t")).join("\r\n");

/** Rows and columns of what Excel put on the clipboard; a quoted cell may hold a line break. */
export function blockOf(text) {
  const rows = [[""]];
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < clean.length; at += 1) {
    const sign = clean[at];
    const row = rows[rows.length - 1];
    const last = row.length - 1;
    if (quoted) {
      if (sign === '"' && clean[at + 1] === '"') { row[last] += '"'; at += 1; }
      else if (sign === '"') quoted = false;
      else row[last] += sign;
    } else if (sign === '"' && row[last] === "") quoted = true;
    else if (sign === "\t") row.push("");
    else if (sign === "\n") rows.push([""]);
    else row[last] += sign;
  }
  return rows;
}

// Copies the chosen block, and pastes what Excel copied: every cell is checked, what was taken is said.
export class Clipboard {
  constructor(grid) {
    this.grid = grid;
    grid.addEventListener("copy", (event) => this.copied(event));
    grid.addEventListener("paste", (event) => this.pasted(event));
  }

  copied(event) {
    const cell = Cell.of(event.target);
    if (!cell || event.target !== cell.input || this.grid.keys.mode !== "walk") return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOfBlock(this.grid.walking.block(cell.td)));
  }

  pasted(event) {
    const cell = Cell.of(event.target);
    const text = event.clipboardData.getData("text");
    if (!cell || event.target !== cell.input || (this.grid.keys.mode !== "walk" && !/[\t\n]/.test(text))) return;
    event.preventDefault();
    const { changes, out } = this.changes(cell, blockOf(text));
    this.grid.change(changes.filter(({ before, after }) => !same(before, after)));
    const wrong = changes.filter(({ key }) => this.grid.cell(key).wrong).length;
    const parts = [`粘贴：采用 ${changes.length - wrong} 格`, wrong && `${wrong} 格有错（标红）`, out && `${out} 格在表外或不能改，没有采用`];
    this.grid.standing.say(parts.filter(Boolean).join("，"));
    cell.input.select();
  }

  /** What the block changes from this cell on; what lies outside of the table or may not be written is counted. */
  changes(from, block) {
    const changes = [];
    let out = 0;
    block.forEach((line, down) => line.forEach((value, right) => {
      const td = this.grid.walking.step(from.td, down, right);
      const cell = td && new Cell(td);
      if (!cell || !cell.editable || cell.isFound) out += 1;
      else changes.push({ key: cell.key, before: this.grid.committed.get(cell.key) || empty(), after: { ...cell.content, ...read(value) } });
    }));
    return { changes, out };
  }
}
