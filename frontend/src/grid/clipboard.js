import { textOf } from "./contents.js";

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
