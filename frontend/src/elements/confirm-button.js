// <confirm-button question consequence confirm>: asks in a <dialog> before its button does what cannot be undone.
class ConfirmButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button, a");
      if (!button || this.agreed || button.closest("dialog")) return;
      event.preventDefault();
      this.ask(button);
    });
  }

  ask(button) {
    const dialog = this.build(button);
    if (!dialog.showModal) {
      if (window.confirm(this.getAttribute("question"))) this.agree(button);
      return;
    }
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "yes") this.agree(button);
      else button.focus();
    });
    dialog.showModal();
  }

  agree(button) {
    this.agreed = true;
    button.click();
    this.agreed = false;
  }

  build(button) {
    const dialog = element("dialog", "confirm");
    const form = element("form");
    form.method = "dialog";
    const title = element("h2", "", this.getAttribute("question") || "确定吗？");
    title.id = "confirm-title";
    dialog.setAttribute("aria-labelledby", title.id);
    form.append(title);
    const consequence = this.getAttribute("consequence");
    if (consequence) form.append(element("p", "confirm-text", consequence));
    const cancel = element("button", "btn btn-quiet", "再想想");
    const go = element("button", `${button.className.replace(/btn-(sm|block)/g, "")} `, this.getAttribute("confirm") || button.textContent.trim());
    if (!go.classList.contains("btn")) go.className = "btn btn-back";
    cancel.value = "no";
    go.value = "yes";
    const row = element("div", "confirm-buttons");
    row.append(cancel, go);
    form.append(row);
    dialog.append(form);
    return dialog;
  }
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

customElements.define("confirm-button", ConfirmButton);
