// <evidence-viewer>: one picture large, the others as thumbnails; zoom, rotate, left and right keys.
// Without scripts every thumbnail opens its file.
const ZOOMS = [1, 1.6, 2.5, 4];

class EvidenceViewer extends HTMLElement {
  connectedCallback() {
    this.image = this.querySelector("[data-image]");
    this.thumbs = [...this.querySelectorAll(".viewer-thumbs a")];
    if (!this.image || !this.thumbs.length) return;
    this.at = 0;
    this.reset();
    this.thumbs.forEach((thumb, index) => thumb.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.show(index);
    }));
    this.image.addEventListener("click", () => this.zoom());
    for (const button of this.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this[button.dataset.do]());
    }
    this.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight") this.show(this.at + 1);
      if (event.key === "ArrowLeft") this.show(this.at - 1);
    });
  }

  show(index) {
    this.at = (index + this.thumbs.length) % this.thumbs.length;
    const thumb = this.thumbs[this.at];
    this.thumbs.forEach((other) => other.classList.toggle("on", other === thumb));
    const name = thumb.querySelector(".name").textContent;
    const preview = thumb.dataset.preview;
    this.image.hidden = !preview;
    if (preview) this.image.src = preview;
    this.image.alt = name;
    this.part("[data-sheet]", (sheet) => { sheet.hidden = Boolean(preview); });
    this.part("[data-name]", (place) => { place.textContent = name; });
    this.part("[data-position]", (place) => { place.textContent = this.at + 1; });
    this.part("[data-facts]", (facts) => facts.replaceChildren(thumb.querySelector("template").content.cloneNode(true)));
    for (const link of this.querySelectorAll("[data-open]")) link.href = thumb.href;
    this.reset();
  }

  part(selector, use) {
    const found = this.querySelector(selector);
    if (found) use(found);
  }

  reset() {
    this.level = 0;
    this.turn = 0;
    this.draw();
  }

  zoom() {
    this.level = (this.level + 1) % ZOOMS.length;
    this.draw();
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.draw();
  }

  draw() {
    this.image.style.transform = `rotate(${this.turn}deg) scale(${ZOOMS[this.level]})`;
    this.image.style.transformOrigin = this.level && !this.turn ? "0 0" : "center";
  }
}

customElements.define("evidence-viewer", EvidenceViewer);
