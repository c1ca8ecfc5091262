// Keys that are commands by themselves (J, K, A, R, X, /). Whoever speaks to the computer or hits keys by mistake
// switches them off under 个人设置; then no page listens to them (WCAG 2.1.4).

/** The command that was pressed, in small letters; "" while somebody types, holds a key down with it, or has them off. */
export function commandOf(event) {
  if (document.documentElement.dataset.singleKeys === "off") return "";
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return "";
  return document.querySelector("dialog[open]") ? "" : event.key.toLowerCase();
}

/** A box to tick and a choice take no letters. */
function isTyping(target) {
  return target.isContentEditable || target.matches?.("textarea, select, input:not([type=radio]):not([type=checkbox])");
}
