// <fill-in target value>: its button writes a value into a field, as if it had been typed. Without scripts there is no button.
class FillIn extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const field = document.getElementById(this.getAttribute("target"));
    if (!button || !field) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.value = this.getAttribute("value");
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    });
  }
}

customElements.define("fill-in", FillIn);
