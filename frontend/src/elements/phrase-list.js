// <phrase-list target>: 常用语; a click adds the phrase to the textarea with that id.
class PhraseList extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      const area = document.getElementById(this.getAttribute("target"));
      if (!button || !area) return;
      const before = area.value.trim();
      area.value = before ? `${before}\n${button.textContent.trim()}` : button.textContent.trim();
      area.dispatchEvent(new Event("input", { bubbles: true }));
      area.focus();
    });
  }
}

customElements.define("phrase-list", PhraseList);
