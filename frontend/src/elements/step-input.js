// <step-input step>: − and + beside a number, for thumbs. Buttons carry data-step="-1" and data-step="1".
class StepInput extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      const input = this.querySelector("input");
      if (!button || !input) return;
      const size = Number(this.getAttribute("step")) || 1;
      const most = input.dataset.max ? Number(input.dataset.max) : Infinity;
      const next = (Number(input.value) || 0) + size * Number(button.dataset.step);
      input.value = String(Math.min(most, Math.max(0, Math.round(next * 100) / 100)));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

customElements.define("step-input", StepInput);
