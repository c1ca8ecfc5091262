import { Cell } from "../grid/cell.js";
import { Clipboard } from "../grid/clipboard.js";
import { empty, read, same } from "../grid/contents.js";
import { Drawer } from "../grid/drawer.js";
import { Keys } from "../grid/keys.js";
import { Page } from "../grid/page.js";
import { Pending } from "../grid/pending.js";
import { dress, isNarrow } from "../grid/phone.js";
import { Saving } from "../grid/saving.js";
import { Standing } from "../grid/standing.js";
import { Undoing } from "../grid/undoing.js";
import { Walking } from "../grid/walking.js";

const STEPPING = 800; // ms after the last press of − or +

// <cell-grid save-url rows-url drawer-url keep-as login-url>: a department's lines × applicants, scored like a
// spreadsheet. Every cell is saved as it is left; what the server has not answered for stays in this browser.
class CellGrid extends HTMLElement {
  connectedCallback() {
    this.host = this;
    this.table = this.querySelector(".cell-table");
    this.committed = new Map(); // key → content as last given or read
    this.standing = new Standing(this);
    this.pending = new Pending(this.getAttribute("keep-as"));
    this.walking = new Walking(this.table);
    this.undoing = new Undoing();
    this.drawer = new Drawer(this, this.querySelector("[data-drawer]"));
    this.keys = new Keys(this);
    this.saving = new Saving(this, this.pending, {
      saved: (key, cell, isLast) => this.saved(key, cell, isLast),
      stale: (key, now) => this.stale(key, now),
      refused: (key, words) => this.refused(key, words),
      rows: (states) => this.standing.rows(states),
      status: (kind, text) => { this.standing.status(kind, text); this.standing.show(this.pending.size); },
    });
    this.page = new Page(this);
    this.clipboard = new Clipboard(this);
    this.table.addEventListener("change", (event) => this.stepped(event));
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.leaving(); });
    window.addEventListener("pagehide", () => this.leaving());
    for (const [key, entry] of this.pending.cells) this.pending.set(key, { ...entry, held: false, refused: false });
    this.dress();
    this.saving.send();
  }

  /** Rows that have just come: writable where they may be written, with what was typed before. */
  dress() {
    for (const row of this.table.querySelectorAll("tr[data-application]:not([data-dressed])")) {
      row.dataset.dressed = "";
      for (const td of row.querySelectorAll("td.cell")) {
        const cell = new Cell(td);
        cell.input.readOnly = !cell.editable || cell.isFound;
        this.committed.set(cell.key, cell.content);
        const kept = this.pending.get(cell.key);
        if (kept) this.bring(cell, kept);
      }
      if (isNarrow()) dress(row);
      this.standing.write(row);
    }
    this.standing.show(this.pending.size);
  }

  bring(cell, kept) {
    cell.content = kept.content;
    cell.mark("unsaved", true);
    cell.say(cell.wrong);
    this.committed.set(cell.key, kept.content);
    this.pending.set(cell.key, { ...kept, held: Boolean(cell.wrong) });
  }

  cell(key) {
    const [application, code] = [key.slice(0, key.indexOf("/")), key.slice(key.indexOf("/") + 1)];
    const td = this.table.querySelector(`tr[data-application="${application}"] td.cell[data-code="${CSS.escape(code)}"]`);
    return td && new Cell(td);
  }

  // --- changing ---------------------------------------------------------------------------------------------

  arrived(cell) {
    for (const row of this.table.querySelectorAll("tr.on")) row.classList.remove("on");
    cell.row.classList.add("on");
    this.page.showValues(cell.code);
    this.drawer.show(cell);
  }

  /** Keys are falling: kept here at once, sent when the cell is left. */
  typing(cell) {
    cell.say(cell.wrong);
    this.pending.set(cell.key, { content: cell.content, version: this.versionOf(cell), held: true, typing: true });
    cell.mark("unsaved", true);
    this.standing.write(cell.row);
    this.standing.show(this.pending.size);
  }

  versionOf(cell) {
    const kept = this.pending.get(cell.key);
    return kept ? kept.version : cell.version;
  }

  commit(cell, pause = 0) {
    const before = this.committed.get(cell.key) || empty();
    const after = cell.content;
    const kept = this.pending.get(cell.key);
    if (same(before, after)) {
      if (kept && kept.typing) this.forget(cell);
      return;
    }
    this.change([{ key: cell.key, before, after }], pause);
  }

  forget(cell) {
    this.pending.delete(cell.key);
    cell.mark("unsaved", false);
    cell.say(cell.wrong);
    this.standing.write(cell.row);
    this.standing.show(this.pending.size);
  }

  revert(cell) {
    cell.content = this.committed.get(cell.key) || empty();
    this.forget(cell);
  }

  /** One act of the person on one or more cells. */
  change(changes, pause = 0, isNoted = true) {
    for (const { key, after } of changes) this.put(key, after);
    if (isNoted) this.undoing.note(changes);
    this.standing.offer(this.pending.refused.length);
    this.standing.show(this.pending.size);
    this.drawer.refresh();
    if (pause) {
      clearTimeout(this.stepping);
      this.stepping = setTimeout(() => this.saving.soon(), pause);
    } else this.saving.soon();
  }

  put(key, content) {
    const cell = this.cell(key);
    const kept = this.pending.get(key);
    this.committed.set(key, content);
    if (!cell) return this.pending.set(key, { content, version: kept ? kept.version : 0 });
    cell.stopAsking();
    cell.content = content;
    const { wrong } = cell;
    cell.say(wrong);
    cell.mark("unsaved", true);
    this.pending.set(key, { content, version: kept ? kept.version : cell.version, held: Boolean(wrong) });
    this.standing.write(cell.row);
  }

  /** Change cells by a function of their content; those that may not be written are passed over. */
  edit(cells, changed, pause = 0) {
    const changes = cells
      .filter((cell) => cell.editable)
      .map((cell) => ({ key: cell.key, before: this.committed.get(cell.key) || empty(), after: changed(cell) }))
      .filter(({ before, after }) => after && !same(before, after));
    this.change(changes, pause);
  }

  give(cell, given) { this.edit([cell], ({ content }) => ({ ...content, na: false, ...given })); }

  empty(cells) { this.edit(cells, ({ content }) => ({ ...content, score: "", na: false, basis: null })); }

  take(cells, pause = 0) {
    const open = cells.filter(({ rule, content, isFound }) => !isFound && rule && content.score === "" && !content.na);
    this.edit(open, ({ rule, content }) => ({ ...content, ...read(rule) }), pause);
  }

  leaveOut(cells, on = true) {
    const lines = cells.filter(({ isFound }) => !isFound);
    this.edit(lines, ({ content }) => ({ ...content, score: "", na: on }));
  }

  undo() { this.again(this.undoing.undo(), "已撤销"); }

  redo() { this.again(this.undoing.redo(), "已重做"); }

  again(changes, words) {
    this.change(changes.map(({ key, content }) => ({ key, after: content })), 0, false);
    this.standing.say(changes.length ? `${words} ${changes.length} 格` : "没有可以撤销的");
    const first = changes.length && this.cell(changes[0].key);
    if (first) this.walking.go(first.td);
  }

  /** − and + on a phone begin at what the rule suggests. */
  beginsAtRule(cell) {
    const { rule, content } = cell;
    if (!rule || content.score !== "" || content.na) return false;
    this.take([cell], STEPPING);
    return true;
  }

  /** One change for several presses. */
  stepped({ target }) {
    const cell = Cell.of(target);
    if (cell && target === cell.input) this.commit(cell, target === document.activeElement ? 0 : STEPPING);
  }

  leaving() {
    const cell = Cell.of(document.activeElement);
    if (cell) this.commit(cell);
    this.drawer.flush();
    this.saving.send();
  }

  // --- answers ----------------------------------------------------------------------------------------------

  saved(key, given, isLast) {
    const cell = this.cell(key);
    if (!cell) return;
    if (given) cell.td.dataset.version = given.version;
    if (!isLast) return;
    if (given) {
      if (cell.isFound || !same(cell.content, given)) this.show(cell, given);
      cell.mark("lacking", given.lacking);
    }
    cell.mark("unsaved", false);
    this.standing.write(cell.row);
    if (this.drawer.cell && this.drawer.cell.key === key) this.drawer.refresh();
  }

  show(cell, { score, na, reason, basis }) {
    if (cell.input === document.activeElement && this.keys.mode !== "walk") return;
    cell.content = { score, na, reason, basis };
    this.committed.set(cell.key, cell.content);
  }

  stale(key, now) {
    const cell = this.cell(key);
    const kept = this.pending.get(key);
    if (!cell || !kept) return;
    const theirs = now || { ...empty(), version: 0 };
    cell.ask(kept.content, theirs, (which) => (which === "mine" ? this.keepMine(cell, kept, theirs) : this.takeTheirs(cell, theirs)));
    this.standing.write(cell.row);
    this.standing.show(this.pending.size);
  }

  keepMine(cell, kept, theirs) {
    cell.td.dataset.version = theirs.version;
    this.pending.delete(cell.key);
    const { score, na, reason, basis } = theirs;
    this.change([{ key: cell.key, before: { score, na, reason, basis }, after: kept.content }]);
  }

  takeTheirs(cell, theirs) {
    cell.td.dataset.version = theirs.version;
    this.pending.delete(cell.key);
    const { score, na, reason, basis } = theirs;
    cell.content = { score, na, reason, basis };
    this.committed.set(cell.key, cell.content);
    cell.say("");
    cell.mark("unsaved", false);
    cell.mark("lacking", theirs.lacking);
    this.standing.write(cell.row);
    this.standing.show(this.pending.size);
    this.drawer.refresh();
  }

  /** What cannot stand is kept until it is changed or given up; its place may not even be on this page. */
  refused(key, words) {
    const cell = this.cell(key);
    const kept = this.pending.get(key);
    if (kept && kept.held) this.pending.set(key, { ...kept, refused: true });
    this.standing.offer(this.pending.refused.length);
    if (!cell) return this.standing.say(words);
    cell.say(words);
    this.standing.write(cell.row);
    this.standing.show(this.pending.size);
  }
}

customElements.define("cell-grid", CellGrid);
