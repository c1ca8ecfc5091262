import { Cell } from "./cell.js";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The keyboard. Three modes: walking between cells, typing over one (arrows go on), editing inside one (F2).
export class Keys {
  constructor(grid) {
    this.grid = grid;
    this.mode = "walk";
    const { table } = grid;
    table.addEventListener("keydown", (event) => this.pressed(event));
    table.addEventListener("focusin", (event) => this.arrived(event));
    table.addEventListener("focusout", (event) => this.left(event));
    table.addEventListener("input", (event) => this.typed(event));
    table.addEventListener("dblclick", (event) => { const cell = Cell.of(event.target); if (cell) this.edit(cell); });
    table.addEventListener("mousedown", (event) => this.clicked(event));
  }

  arrived({ target }) {
    const cell = Cell.of(target);
    if (!cell || target !== cell.input) return;
    this.mode = "walk";
    target.select();
    this.grid.arrived(cell);
  }

  left({ target }) {
    const cell = Cell.of(target);
    if (!cell || target !== cell.input) return;
    this.mode = "walk";
    this.grid.commit(cell);
  }

  typed({ target }) {
    const cell = Cell.of(target);
    if (!cell || target !== cell.input) return;
    if (this.mode === "walk") this.mode = "type";
    this.grid.typing(cell);
  }

  clicked(event) {
    const cell = Cell.of(event.target);
    const from = Cell.of(document.activeElement);
    if (!cell || event.target !== cell.input) return;
    if (event.shiftKey && from) {
      event.preventDefault();
      this.grid.walking.choose(from.td, cell.td);
    } else this.grid.walking.clear();
  }

  edit(cell) {
    if (cell.isFound) return this.grid.drawer.focusFound();
    if (cell.input.readOnly) return;
    this.mode = "edit";
    cell.input.setSelectionRange(cell.input.value.length, cell.input.value.length);
  }

  pressed(event) {
    const cell = Cell.of(event.target);
    if (!cell || event.target !== cell.input || event.isComposing) return;
    const acted = event.ctrlKey || event.metaKey ? this.withControl(event) : this.plain(event, cell);
    if (acted) event.preventDefault();
  }

  withControl({ key, shiftKey }) {
    const letter = key.toLowerCase();
    if (this.mode !== "walk" || !["z", "y"].includes(letter)) return false;
    if (letter === "y" || shiftKey) this.grid.redo();
    else this.grid.undo();
    return true;
  }

  plain(event, cell) {
    const { key, shiftKey } = event;
    if (key === "F2") return this.second(cell, shiftKey);
    if (key === "Escape") return this.back(cell);
    if (key === "Enter" && cell.isFound && this.mode === "walk" && !shiftKey) return this.second(cell, false);
    if (key === "Enter") return this.walk(cell, shiftKey ? -1 : 1, 0);
    if (key === "Tab") return !cell.asks && this.walk(cell, 0, shiftKey ? -1 : 1, true);
    if (ARROWS[key]) return this.arrow(key, shiftKey, cell);
    return this.mode === "walk" && this.actOnBlock(key, cell);
  }

  arrow(key, shiftKey, cell) {
    const [down, right] = ARROWS[key];
    if (this.mode === "edit" && right) return false;
    if (this.mode === "walk" && shiftKey) {
      this.grid.walking.extend(cell.td, down, right);
      return true;
    }
    return this.walk(cell, down, right) || !right;
  }

  walk(cell, down, right, wrap = false) {
    const next = this.grid.walking.step(cell.td, down, right, wrap);
    this.grid.walking.clear();
    if (next) this.grid.walking.go(next);
    else this.grid.commit(cell);
    return Boolean(next) || !wrap;
  }

  actOnBlock(key, cell) {
    const acts = { Delete: "empty", Backspace: "empty", " ": "take", "/": "leaveOut" };
    if (!acts[key]) return false;
    this.grid[acts[key]](this.grid.walking.block(cell.td).flat());
    cell.input.select();
    return true;
  }

  second(cell, forReason) {
    if (forReason) this.grid.drawer.focusReason();
    else this.edit(cell);
    return true;
  }

  back(cell) {
    this.grid.walking.clear();
    if (this.mode !== "walk") this.grid.revert(cell);
    this.mode = "walk";
    cell.input.select();
    return true;
  }
}
