// Fields of a form: their words, their values.

/** What people call a field: its label, or the legend of its group. */
export function labelOf(input) {
  const label = (input.labels && input.labels[0] && !/^(radio|checkbox)$/.test(input.type) && input.labels[0].textContent)
    || input.closest("fieldset")?.querySelector("legend")?.textContent
    || input.getAttribute("aria-label") || document.querySelector("h1")?.textContent || "";
  return label.replace(/\s+/g, " ").trim().slice(0, 40);
}

/** Set a field; never the one being typed in. */
export function setValue(field, ...values) {
  const inputs = field instanceof RadioNodeList ? [...field] : [field];
  const texts = [...values];
  for (const input of inputs) {
    if (/^(radio|checkbox)$/.test(input.type)) {
      input.checked = values.includes(input.value);
      continue;
    }
    const text = texts.shift() ?? ""; // several of one name: in their order
    if (input !== document.activeElement) input.value = text;
  }
}

/** Let whoever counts or computes beside the field know. */
export function fire(field) {
  const input = field instanceof RadioNodeList ? field[0] : field;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

export function choice(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn-plain ms-2";
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}
