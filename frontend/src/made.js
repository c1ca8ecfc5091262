// An element with its class, its words and what else it says of itself.
export function made(name, className = "", text = "", attributes = {}) {
  const one = document.createElement(name);
  if (className) one.className = className;
  if (text) one.textContent = text;
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value);
  return one;
}
