// <char-count>: says under a textarea how many characters are left (maxlength) or written.
class CharCount extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea, input");
    if (!this.area) return;
    this.note = document.createElement("span");
    this.note.className = "char-count";
    this.note.setAttribute("role", "status");
    this.append(this.note);
    this.area.addEventListener("input", () => this.count());
    this.count();
  }

  count() {
    const most = Number(this.getAttribute("max")) || this.area.maxLength;
    const written = this.area.value.length;
    this.note.textContent = most > 0 ? `还可写 ${Math.max(0, most - written)} 字` : `已写 ${written} 字`;
    this.note.classList.toggle("over", most > 0 && written >= most);
  }
}

customElements.define("char-count", CharCount);
