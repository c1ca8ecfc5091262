// What the server worked out, put into its places: [data-computed="name"], a text or a <progress>.
export function showComputed(computed) {
  for (const [key, text] of Object.entries(computed)) {
    for (const place of document.querySelectorAll(`[data-computed="${CSS.escape(key)}"]`)) {
      if (place instanceof HTMLProgressElement) place.value = Number(text);
      else place.textContent = text;
      if ("hideEmpty" in place.dataset) place.hidden = !text;
    }
  }
}
