// <check-all>: [data-all] ticks every [data-row] box; [data-count] shows how many; [data-needs] buttons wait for one;
// [data-when] parts show only while something is ticked.
class CheckAll extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", (event) => {
      if (event.target.matches("[data-all]")) this.rows.forEach((row) => { row.checked = event.target.checked; });
      this.refresh();
    });
    this.refresh();
  }

  get rows() {
    return [...this.querySelectorAll("[data-row]:not(:disabled)")];
  }

  refresh() {
    const rows = this.rows;
    const ticked = rows.filter((row) => row.checked).length;
    for (const all of this.querySelectorAll("[data-all]")) {
      all.checked = ticked > 0 && ticked === rows.length;
      all.indeterminate = ticked > 0 && ticked < rows.length;
    }
    for (const place of this.querySelectorAll("[data-count]")) place.textContent = ticked;
    for (const button of this.querySelectorAll("[data-needs]")) button.disabled = ticked === 0;
    for (const part of this.querySelectorAll("[data-when]")) part.hidden = ticked === 0;
  }
}

customElements.define("check-all", CheckAll);
