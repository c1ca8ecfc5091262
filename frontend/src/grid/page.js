import { Cell } from "./cell.js";

// The page around the cells: filters, townships opened on demand, the way to the drawer and to what is wrong.
export class Page {
  constructor(grid) {
    this.grid = grid;
    grid.addEventListener("click", (event) => this.clicked(event));
    grid.table.addEventListener("click", (event) => this.stepping(event), true); // before the number itself moves
    grid.querySelector("[data-filters]").addEventListener("change", (event) => event.currentTarget.submit());
  }

  clicked(event) {
    const at = (selector) => event.target.closest(selector);
    if (at("[data-open-group]")) return this.toggle(event, at("[data-open-group]"));
    if (at("[data-submit]") && at("[data-submit]").getAttribute("aria-disabled")) return event.preventDefault();
    if (at("[data-wrong]")) return this.grid.walking.go(this.grid.table.querySelector("td.wrong, td.stale"));
    if (at("[data-help]")) return this.help();
    if (at("[data-drop]")) return event.defaultPrevented || this.giveUp(); // asked first
    if (at("[data-show], [data-show-cell]")) {
      event.preventDefault();
      this.look(Cell.of(event.target) || this.cellOf(at("tr")));
    }
  }

  stepping(event) {
    const cell = event.target.closest("[data-step]") && Cell.of(event.target);
    if (cell && this.grid.beginsAtRule(cell)) event.stopPropagation();
  }

  /** The cell of a row whose surroundings are wanted: the one looked at last, else the first. */
  cellOf(row) {
    const last = this.grid.drawer.cell;
    return last && last.row === row ? last : Cell.of(row.querySelector("td.cell"));
  }

  look(cell) {
    this.grid.arrived(cell);
    this.grid.classList.remove("drawer-away");
    this.grid.drawer.open();
  }

  /** Forget what the server refused, and show what stands. */
  giveUp() {
    const { pending } = this.grid;
    for (const key of pending.refused) pending.delete(key);
    location.reload();
  }

  help() {
    this.grid.classList.remove("drawer-away");
    const keys = this.grid.querySelector("[data-keys]");
    keys.scrollIntoView({ block: "nearest" });
    keys.classList.toggle("shown");
  }

  async toggle(event, link) {
    event.preventDefault();
    const { township } = link.closest("[data-township]").dataset;
    const body = this.grid.table.querySelector(`[data-rows="${township}"]`);
    if (!body.children.length) {
      try {
        body.replaceChildren(...(await this.fetchRows(township)));
      } catch {
        location.href = link.href;
        return;
      }
    }
    body.hidden = !body.hidden;
    link.setAttribute("aria-expanded", String(!body.hidden));
    this.grid.dress();
    this.grid.saving.soon();
  }

  async fetchRows(township) {
    const address = `${this.grid.getAttribute("rows-url")}${township}/${location.search}`;
    const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok || response.redirected) throw new Error("these are not the rows");
    const page = new DOMParser().parseFromString(`<table><tbody>${await response.text()}</tbody></table>`, "text/html");
    return page.querySelector("tbody").childNodes;
  }

  /** The village's figure that the column being scored measures. */
  showValues(code) {
    const { table } = this.grid;
    const head = table.querySelector(`th[data-code="${CSS.escape(code)}"]`);
    const cells = [...table.querySelectorAll(`td.cell[data-code="${CSS.escape(code)}"]`)];
    if (!cells.some((td) => td.dataset.value)) return;
    table.querySelector("[data-value-name]").textContent = head.dataset.name.slice(0, 7);
    table.querySelector("[data-value-unit]").textContent = head.dataset.unit ? ` · ${head.dataset.unit}` : "";
    for (const td of cells) td.parentElement.querySelector("[data-value]").textContent = td.dataset.value;
  }
}
